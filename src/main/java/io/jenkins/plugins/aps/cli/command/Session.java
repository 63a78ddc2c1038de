package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.ClusterOptions;
import io.jenkins.plugins.aps.cli.input.EnvironmentProxies;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.RepositoryOptions;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Opens the core with what was typed. */
final class Session {
    private Session() {}

    /**
     * Checks everything first.
     *
     * @param cluster null where the command needs none
     * @param repository null where the command needs none
     * @param problems found so far; all are told at once
     */
    static Aps open(Host host, ClusterOptions cluster, RepositoryOptions repository, InputProblems problems) {
        return openWith(
                host,
                cluster,
                repository == null
                        ? List.<RepositorySettings>of()
                        : List.of(repository.settings(host.environment(), problems)),
                problems);
    }

    /** The same, with these repositories. */
    static Aps openWith(
            Host host, ClusterOptions cluster, List<RepositorySettings> repositories, InputProblems problems) {
        return openWith(host, cluster, repositories, problems, Optional.empty());
    }

    /** @param others asked where something is wrong: what the core would find only when that is corrected */
    static Aps openWith(
            Host host,
            ClusterOptions cluster,
            List<RepositorySettings> repositories,
            InputProblems problems,
            Optional<Function<Aps, List<Problem>>> others) {
        var typed = problems.list().size();
        var clusters =
                cluster == null ? List.<ClusterSettings>of() : List.of(cluster.settings(host.environment(), problems));
        var proxies = EnvironmentProxies.of(host.environment(), problems);
        var settings = new ApsSettings(
                        clusters, repositories, host.environment().cache(), door(host), ApsSettings.DEFAULT_TAKEOVER)
                .through(proxies);
        if (typed > 0 && others.isPresent()) {
            try (var aps = host.core().open(settings)) {
                others.get().apply(aps).forEach(problems::add);
            }
        }
        problems.check();
        return host.core().open(settings);
    }

    /** Unique among the doors that share a cluster, also from several machines. */
    static String door(Host host) {
        return "cli-" + host.environment().process() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    static String operationId() {
        return UUID.randomUUID().toString();
    }
}
