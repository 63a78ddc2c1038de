package io.jenkins.plugins.aps.jenkins.config;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import java.util.List;
import java.util.function.Function;

/** Tries a cluster or repository as a form describes it, with a core of its own that is closed right after. */
final class ConnectionTest {
    private ConnectionTest() {}

    static Finding of(JenkinsFacade jenkins, ClusterConfiguration cluster) {
        var settings = Settings.of(jenkins, "test", List.of(cluster), List.of());
        return tried(jenkins, settings, aps -> {
            int applications = aps.statuses(cluster.getName()).size();
            return Messages.ConnectionTest_cluster(applications);
        });
    }

    static Finding of(JenkinsFacade jenkins, RepositoryConfiguration repository) {
        var url = Checks.gitUrl(repository.getUrl());
        if (url.kind() == Finding.Kind.ERROR) {
            return url;
        }
        var settings = Settings.of(jenkins, "test", List.of(), List.of(repository));
        return tried(jenkins, settings, aps -> {
            int releases = aps.releases(repository.getName(), "", true).size();
            return Messages.ConnectionTest_repository(releases);
        });
    }

    private static Finding tried(JenkinsFacade jenkins, ApsSettings settings, Function<Aps, String> question) {
        try (var aps = jenkins.open(settings)) {
            return Finding.ok(question.apply(aps));
        } catch (ApsException failure) {
            return Finding.error(Messages.ConnectionTest_failed(sentence(failure)));
        }
    }

    private static String sentence(ApsException failure) {
        var text = new StringBuilder(failure.getMessage());
        failure.problems().forEach(problem -> text.append("; ").append(problem));
        return text.toString();
    }
}
