package io.jenkins.plugins.aps.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.acceptance.GitServer;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
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

/** Pipelines that go from version to version: the steps, the core, a repository over HTTP and the embedded cluster. */
class VersionPipelinesIT {
    @TempDir
    Path folder;

    private EmbeddedCluster cluster;
    private GitServer repository;
    private KubernetesClient client;
    private Aps aps;
    private PipelineHarness pipelines;

    @BeforeEach
    void open() throws Exception {
        cluster = EmbeddedCluster.start();
        client = cluster.client();
        repository = new GitServer(folder.resolve("git"));
        aps = ApsCore.open(Samples.settings(cluster.kubeconfig(), repository.url(), folder, "door-a"));
        pipelines = new PipelineHarness(aps, "dora");
        pipelines
                .jenkins()
                .credentials
                .put("smtp", FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null)));
    }

    @AfterEach
    void close() throws Exception {
        pipelines.close();
        aps.close();
        repository.close();
        client.close();
        cluster.close();
    }

    private Map<?, ?> deploy(String erp, Map<String, ?> options) throws Exception {
        return (Map<?, ?>) pipelines.run("upgrade.groovy", Map.of("erp", erp, "options", options));
    }

    private Map<?, ?> evaluate(String step) {
        return (Map<?, ?>) pipelines.evaluate(step, Map.of());
    }

    private String image() {
        var erp = client.apps()
                .deployments()
                .inNamespace("vacation")
                .withName("connector-erp")
                .get();
        return erp == null
                ? ""
                : erp.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    }

    private static boolean isSlow(Deployment deployment) {
        return deployment != null
                && deployment
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getImage()
                        .endsWith(":slow");
    }

    private static String error(Map<?, ?> value) {
        return String.valueOf(((Map<?, ?>) value.get("error")).get("message"));
    }

    @Test
    void anUpgradeThatFailsGoesBackByItselfAndBothIsTold() throws Exception {
        deploy("1", Map.of());
        var failed = deploy("crashes", Map.of("failOnError", false));
        assertThat(error(failed)).contains("connector-erp", "rolled back");
        assertThat(failed.get("status")).isEqualTo("Running");
        assertThat(failed.get("applicationVersion")).isEqualTo(3);
        assertThat(image()).isEqualTo("registry.example.org/erp:1");
        assertThat(pipelines.log())
                .containsSubsequence(
                        "Upgrading vacation",
                        "Failed after",
                        "Rolling back vacation, started by operation",
                        "Rolled back");
    }

    @Test
    void anUpgradeThatFailsIsLeftWhereThatIsAskedAndRolledBackWhenAsked() throws Exception {
        deploy("1", Map.of());
        assertThat(deploy("crashes", Map.of("failOnError", false, "onFailure", "leave"))
                        .get("status"))
                .isEqualTo("Unknown");
        assertThat(image()).isEqualTo("registry.example.org/erp:crashes");

        var back = evaluate("apsRollback application: 'vacation'");
        assertThat(back.get("status")).isEqualTo("Running");
        assertThat(back.get("applicationVersion")).isEqualTo(3);
        assertThat(image()).isEqualTo("registry.example.org/erp:1");
    }

    @Test
    void goesBackToAnyVersionAndToldWhichThereAre() throws Exception {
        deploy("1", Map.of());
        deploy("2", Map.of());
        deploy("3", Map.of());
        assertThat(evaluate("apsRollback application: 'vacation', toVersion: 1").get("applicationVersion"))
                .isEqualTo(4);
        assertThat(image()).isEqualTo("registry.example.org/erp:1");
        assertThatThrownBy(() -> evaluate("apsRollback application: 'vacation', toVersion: 9"))
                .hasMessageContaining("9")
                .hasMessageContaining("notFound");
        assertThatThrownBy(() -> evaluate("apsRollback application: 'elsewhere'"))
                .hasMessageContaining("elsewhere")
                .hasMessageContaining("notFound");
    }

    @Test
    void redeploysWithTheCredentialAsItIsNow() throws Exception {
        deploy("1", Map.of());
        assertThat(evaluate("apsRedeploy application: 'vacation'").get("applicationVersion"))
                .isEqualTo(1);
        pipelines.jenkins().secret = "an0ther";
        assertThat(evaluate("apsRedeploy application: 'vacation'").get("status"))
                .isEqualTo("Running");
        assertThat(secretOfTheMailConnector()).isEqualTo("an0ther");
        assertThat(pipelines.log()).doesNotContain("s3cret", "an0ther");
    }

    private String secretOfTheMailConnector() {
        var email = client.apps()
                .deployments()
                .inNamespace("vacation")
                .withName("connector-email")
                .get();
        return email.getSpec().getTemplate().getSpec().getContainers().get(0).getEnvFrom().stream()
                .filter(source -> source.getSecretRef() != null)
                .map(source -> client.secrets()
                        .inNamespace("vacation")
                        .withName(source.getSecretRef().getName())
                        .get()
                        .getData()
                        .get("EMAIL_PASSWORD"))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    @Test
    void aRedeploymentBringsWhatWasAskedForAndNotWhatARollbackBrought() throws Exception {
        deploy("1", Map.of());
        deploy("crashes", Map.of("failOnError", false));
        var again = evaluate("apsRedeploy application: 'vacation', failOnError: false");
        assertThat(error(again)).contains("connector-erp", "rolled back");
        assertThat(again.get("applicationVersion")).isEqualTo(5);
        assertThat(image()).isEqualTo("registry.example.org/erp:1");
    }

    @Test
    void anAbortedUpgradeGoesBackBeforeItsBuildEnds() throws Exception {
        deploy("1", Map.of());
        abortOnceItsImageIsWritten();
        assertThat(image()).isEqualTo("registry.example.org/erp:1");
        var now = evaluate("apsStatus application: 'vacation'");
        assertThat(now.get("status")).isEqualTo("Running");
        assertThat(now.get("applicationVersion")).isEqualTo(3);
        assertThat(pipelines.log())
                .contains("Aborted. Rolling vacation back to its last good version, as onAbort says");
    }

    @Test
    void anAbortedFirstDeploymentIsLeft() throws Exception {
        abortOnceItsImageIsWritten();
        assertThat(evaluate("apsStatus application: 'vacation'").get("applicationVersion"))
                .isEqualTo(1);
        assertThat(pipelines.log()).contains("Nothing is undone of vacation: there is no other version to go back to");
    }

    private void abortOnceItsImageIsWritten() throws Exception {
        var build = CompletableFuture.supplyAsync(() -> {
            try {
                return deploy("slow", Map.of("onAbort", "rollback"));
            } catch (Exception aborted) {
                throw new CompletionException(aborted);
            }
        });
        client.apps()
                .deployments()
                .inNamespace("vacation")
                .withName("connector-erp")
                .waitUntilCondition(VersionPipelinesIT::isSlow, 60, TimeUnit.SECONDS);
        pipelines.abort();
        assertThatThrownBy(() -> build.get(60, TimeUnit.SECONDS)).hasRootCauseMessage(PipelineHarness.ABORTED);
    }
}
