package io.jenkins.plugins.aps.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.acceptance.GitServer;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.api.ApsCore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jenkins is started again while what follows an abort is at work: a new core, and the build as it was saved. */
class AbortOverRestartIT {
    /** Slow images take twenty times as long, in which the restart comes. */
    private static final Duration PACE = Duration.ofMillis(150);

    @TempDir
    Path folder;

    private EmbeddedCluster cluster;
    private GitServer repository;
    private KubernetesClient client;
    private PipelineHarness pipelines;

    @BeforeEach
    void open() throws Exception {
        cluster = EmbeddedCluster.start(PACE);
        client = cluster.client();
        repository = new GitServer(folder.resolve("git"));
        var settings = Samples.settings(cluster.kubeconfig(), repository.url(), folder, "door-a");
        pipelines = new PipelineHarness(configured -> ApsCore.open(settings), "dora");
        pipelines
                .jenkins()
                .credentials
                .put("smtp", FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null)));
    }

    @AfterEach
    void close() throws Exception {
        pipelines.jenkins().shutDown();
        pipelines.close();
        repository.close();
        client.close();
        cluster.close();
    }

    @Test
    void aRollbackGoesOnAndTheBuildEndsAborted() throws Exception {
        deploy("slow", "leave");
        var build = CompletableFuture.supplyAsync(() -> deploy("does-not-exist", "rollback"));
        image(":does-not-exist");
        pipelines.abort();
        image(":slow");
        pipelines.restart();

        assertThatThrownBy(() -> build.get(60, TimeUnit.SECONDS)).hasRootCauseMessage(PipelineHarness.ABORTED);
        var now = (Map<?, ?>) pipelines.evaluate("apsStatus application: 'vacation'", Map.of());
        assertThat(now.get("status")).isEqualTo("Running");
        assertThat(now.get("applicationVersion")).isEqualTo(3);
        assertThat(pipelines.log())
                .containsSubsequence(
                        "Aborted. Rolling vacation back to its last good version, as onAbort says",
                        "Aborted. Rolling vacation back to its last good version goes on, as onAbort says",
                        "Rolled back");
        assertThat(now.get("history").toString()).contains("verdict=aborted", "verdict=succeeded");
    }

    /** Jenkins is gone before the aborted upgrade has ended. */
    @Test
    void anAbortThatHadNotEndedIsFollowedByItsRollback() throws Exception {
        deploy("slow", "leave");
        var build = CompletableFuture.supplyAsync(() -> deploy("does-not-exist", "rollback"));
        image(":does-not-exist");
        pipelines.abort();
        pipelines.restart();

        assertThatThrownBy(() -> build.get(120, TimeUnit.SECONDS)).hasRootCauseMessage(PipelineHarness.ABORTED);
        image(":slow");
        var now = (Map<?, ?>) pipelines.evaluate("apsStatus application: 'vacation'", Map.of());
        assertThat(now.get("status")).isEqualTo("Running");
        assertThat(now.get("applicationVersion")).isEqualTo(3);
    }

    @Test
    void anUndeploymentGoesOnAndTheBuildEndsAborted() throws Exception {
        var build = CompletableFuture.supplyAsync(() -> deploy("does-not-exist", "undeploy"));
        image(":does-not-exist");
        pipelines.abort();
        var until = Instant.now().plusSeconds(60);
        while (!pipelines.logOfStep().contains("Aborted. Undeploying vacation")) {
            assertThat(Instant.now()).isBefore(until);
            Thread.onSpinWait();
        }
        pipelines.restart();

        assertThatThrownBy(() -> build.get(60, TimeUnit.SECONDS)).hasRootCauseMessage(PipelineHarness.ABORTED);
        var now = (Map<?, ?>) pipelines.evaluate("apsStatus application: 'vacation'", Map.of());
        assertThat(now.get("status")).isEqualTo("NotDeployed");
    }

    private Object deploy(String erp, String onAbort) {
        try {
            return pipelines.run("upgrade.groovy", Map.of("erp", erp, "options", Map.of("onAbort", onAbort)));
        } catch (Exception aborted) {
            throw new CompletionException(aborted);
        }
    }

    private void image(String tag) {
        client.apps()
                .deployments()
                .inNamespace("vacation")
                .withName("connector-erp")
                .waitUntilCondition(
                        found -> found != null
                                && found.getSpec()
                                        .getTemplate()
                                        .getSpec()
                                        .getContainers()
                                        .get(0)
                                        .getImage()
                                        .endsWith(tag),
                        60,
                        TimeUnit.SECONDS);
    }
}
