package io.jenkins.plugins.aps.controlplane;

import io.jenkins.plugins.aps.acceptance.GitServer;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The sample project, deployed to a cluster by the core. */
final class Deployments implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final GitServer repository;
    private final Aps aps;

    Deployments(ClusterSettings cluster, Path folder) throws Exception {
        repository = new GitServer(folder.resolve("git"));
        aps = ApsCore.open(new ApsSettings(
                List.of(cluster),
                List.of(new RepositorySettings(
                        "default",
                        repository.url(),
                        GitCredential.Anonymous::new,
                        "main",
                        RepositorySettings.DEFAULT_TAG_PATTERN,
                        "**",
                        false)),
                folder.resolve("cache"),
                "door-" + UUID.randomUUID(),
                Duration.ofSeconds(3)));
    }

    Aps aps() {
        return aps;
    }

    /** @param image of the connector: what makes one deployment another than the one before */
    Instance deploy(String application, String image) throws Exception {
        return deploy(application, image, DeployListener.SILENT);
    }

    Instance deploy(String application, String image, DeployListener listener) throws Exception {
        return result(aps.deploy(request(application, image), listener).result());
    }

    UndeployResult undeploy(String application, boolean force) throws Exception {
        return undeploy(application, force, false);
    }

    UndeployResult undeploy(String application, boolean force, boolean foreignToo) throws Exception {
        return result(aps.undeploy(
                        new UndeployRequest(
                                "op-" + UUID.randomUUID(), "dora", "", application, "", force, foreignToo, PATIENCE),
                        DeployListener.SILENT)
                .result());
    }

    static <T> T result(CompletableFuture<T> result) throws Exception {
        try {
            return result.get(PATIENCE.toSeconds() + 30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ApsException aps ? aps : e;
        }
    }

    static DeployRequest request(String application, String image) {
        return new DeployRequest(
                "op-" + UUID.randomUUID(),
                "dora",
                "",
                application,
                "",
                "",
                "holiday",
                "1",
                "",
                new Access(new Principals(List.of("ada"), List.of()), Principals.NONE),
                List.of(
                        new ConnectorRequest(
                                "email",
                                "email",
                                "",
                                "{\"EMAIL_HOST\": \"smtp.example.org\"}",
                                Map.of("EMAIL_PASSWORD", new ConnectorSecret("smtp", new SecretValue("s3cret")))),
                        new ConnectorRequest("erp", "", image, "", Map.of())),
                PATIENCE,
                Duration.ofSeconds(60),
                false,
                FailurePolicy.LEAVE,
                IfRunning.WAIT);
    }

    @Override
    public void close() throws Exception {
        aps.close();
        repository.close();
    }
}
