package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.cli.input.ClusterOptions;
import io.jenkins.plugins.aps.cli.input.EnvironmentProxies;
import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.RepositoryOptions;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ClusterCheck;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

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
        return openWith(host, cluster, repositories, problems, Review.NONE);
    }

    /**
     * What the core finds wrong with the rest. Where something is wrong already, that would else be told only when it is
     * corrected.
     *
     * @param always whether the core is asked also where nothing is wrong
     * @param adding adds it
     */
    record Review(boolean always, BiConsumer<Aps, InputProblems> adding) {
        static final Review NONE = new Review(false, (aps, problems) -> {});
    }

    static Aps openWith(
            Host host,
            ClusterOptions cluster,
            List<RepositorySettings> repositories,
            InputProblems problems,
            Review review) {
        var clusters = cluster == null ? List.<ClusterSettings>of() : List.of(settings(host, cluster, problems));
        var proxies = EnvironmentProxies.of(host.environment(), problems);
        var settings = new ApsSettings(
                        clusters, repositories, host.environment().cache(), door(host), ApsSettings.DEFAULT_TAKEOVER)
                .through(proxies);
        if (review != Review.NONE && (review.always() || !problems.list().isEmpty())) {
            try (var aps = host.core().open(settings)) {
                review.adding().accept(aps, problems);
            }
        }
        problems.check();
        return host.core().open(settings);
    }

    /** The settings of the cluster, and what can be seen of them without asking it. */
    static ClusterSettings settings(Host host, ClusterOptions cluster, InputProblems problems) {
        var settings = cluster.settings(host.environment(), problems);
        if (!problems.has(ClusterOptions.KUBECONFIG)
                && settings.credential().get() instanceof ClusterCredential.Kubeconfig kubeconfig) {
            ClusterCheck.problems(settings)
                    .forEach(each -> problems.add(
                            each.where().equals("contexts")
                                            && !kubeconfig.context().isEmpty()
                                    ? "--context"
                                    : ClusterOptions.KUBECONFIG,
                            kubeconfig.file() + ": " + each.message()));
        }
        return settings;
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
