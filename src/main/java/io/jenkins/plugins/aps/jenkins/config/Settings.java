package io.jenkins.plugins.aps.jenkins.config;

import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.credentials.ClusterCredentials;
import io.jenkins.plugins.aps.jenkins.credentials.GitCredentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Turns what is configured into what the core is opened with. Credentials stay ids until the core asks for them. */
public final class Settings {
    private static final int DOOR_LENGTH = 12;

    private Settings() {}

    /**
     * The settings of this Jenkins.
     *
     * @param generation how often the core was opened before: two that are open at once must not pass for one
     */
    public static ApsSettings of(JenkinsFacade jenkins, int generation) {
        var configuration = jenkins.configuration();
        var door = generation == 0 ? "" : "-" + generation;
        var usual = of(jenkins, door, configuration.getClusters(), configuration.getRepositories());
        return new ApsSettings(
                usual.clusters(),
                usual.repositories(),
                usual.cache(),
                usual.door(),
                usual.takeover(),
                Duration.ofSeconds(configuration.getReleaseIntervalSeconds()),
                configuration.getCatalogs().stream()
                        .map(CatalogConfiguration::settings)
                        .toList(),
                usual.proxies());
    }

    static ApsSettings of(
            JenkinsFacade jenkins,
            String door,
            List<ClusterConfiguration> clusters,
            List<RepositoryConfiguration> repositories) {
        return new ApsSettings(
                        clusters.stream()
                                .map(cluster -> cluster(jenkins, cluster))
                                .toList(),
                        repositories.stream()
                                .map(repository -> repository(jenkins, repository))
                                .toList(),
                        jenkins.home().resolve("aps-cache"),
                        doorId(jenkins) + door,
                        ApsSettings.DEFAULT_TAKEOVER)
                .through(jenkins.proxies());
    }

    private static ClusterSettings cluster(JenkinsFacade jenkins, ClusterConfiguration cluster) {
        var credentials =
                new ClusterCredentials(jenkins, cluster.getName(), cluster.getCredentialsId(), cluster.getServerUrl());
        return new ClusterSettings(
                        cluster.getName(),
                        cluster.getServerUrl(),
                        cluster.getCaCertificate(),
                        credentials,
                        cluster.getPlatformNamespace(),
                        cluster.getGatewayUrl(),
                        cluster.getCatalog())
                .insecureSkipTlsVerify(cluster.isInsecureSkipTlsVerify());
    }

    private static RepositorySettings repository(JenkinsFacade jenkins, RepositoryConfiguration repository) {
        var credentials = new GitCredentials(
                jenkins,
                repository.getName(),
                repository.getCredentialsId(),
                repository.getUrl(),
                repository.getKnownHosts());
        return new RepositorySettings(
                repository.getName(),
                repository.getUrl(),
                credentials,
                repository.getBranch(),
                repository.getTagPattern(),
                repository.getProjects(),
                false);
    }

    /** Part of the names of objects in the cluster: short, lower case, and nothing that Jenkins could be known by. */
    private static String doorId(JenkinsFacade jenkins) {
        var id = UUID.nameUUIDFromBytes(("aps/" + jenkins.instanceId()).getBytes(StandardCharsets.UTF_8));
        return "jenkins-" + id.toString().replace("-", "").substring(0, DOOR_LENGTH);
    }
}
