package io.jenkins.plugins.aps.controlplane;

import static io.jenkins.plugins.aps.controlplane.DeployerAccount.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that is revoked and a right that is taken while something is at work: it goes on, or ends, and says the truth. */
@WithControlPlane
class LostCredentialIT {
    private static final String APPLICATION = "lost-holiday";
    private static final String SECRET = "lost-token";
    private static final String ROLE = "aps-deployer-application";
    private static final String ERP = "registry.example.org/erp:1";

    @TempDir
    Path folder;

    private DeployerAccount account;
    private Tunnel tunnel;
    /** What is answered to whoever asks for the credential. */
    private final AtomicReference<String> token = new AtomicReference<>();

    @BeforeEach
    void open(ControlPlane plane) throws Exception {
        account = new DeployerAccount(plane);
        tunnel = account.tunnel();
        account.admin()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(DeployerAccount.PLATFORM)
                        .withName(SECRET)
                        .endMetadata()
                        .build())
                .create();
        token.set(account.tokenBoundTo(SECRET));
    }

    @AfterEach
    void close() throws Exception {
        tunnel.close();
        account.remove(APPLICATION);
        account.admin()
                .secrets()
                .inNamespace(DeployerAccount.PLATFORM)
                .withName(SECRET)
                .delete();
        account.apply("rbac.yaml");
        account.close();
    }

    /** Waits until the API server refuses the token, and ends the connections that it was accepted on. */
    private void revoke() {
        account.admin()
                .secrets()
                .inNamespace(DeployerAccount.PLATFORM)
                .withName(SECRET)
                .delete();
        var review = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token.get())
                .endSpec()
                .build();
        await(
                "the token to be refused",
                () -> !Boolean.TRUE.equals(
                        account.admin().resource(review).create().getStatus().getAuthenticated()));
        tunnel.cut();
    }

    @Test
    void goesOnWatchingWithANewTokenAfterItsOwnWasRevoked() throws Exception {
        deployOnce();
        try (var cluster = KubernetesCluster.open(
                        account.settings(token::get, tunnel), "door-lost", Duration.ofSeconds(30));
                var view = cluster.watch(APPLICATION, () -> {})) {
            await("the watches", () -> view.synced() && view.trouble().isEmpty());
            var before = token.get();
            revokeFor(account.token(), before);
            // Nobody sends a request that would renew the credential: the watches have to do it.
            mark("after");
            await("the change to be seen", () -> view.objects().stream()
                    .anyMatch(object -> "after".equals(mark(object))));
            await("the trouble to be over", () -> view.trouble().isEmpty());
        }
    }

    private void revokeFor(String next, String before) {
        token.set(before);
        revoke();
        token.set(next);
        tunnel.cut();
    }

    private void mark(String value) {
        account.admin()
                .apps()
                .deployments()
                .inNamespace(APPLICATION)
                .withName("rb")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"marked\":\"" + value + "\"}}}");
    }

    private static String mark(HasMetadata object) {
        return object.getMetadata().getLabels().get("marked");
    }

    @Test
    void endsADeploymentWhoseTokenIsRevokedAndTellsAfterwardsThatItStopped() throws Exception {
        try (var deployments = new Deployments(account.settings(token::get, tunnel), folder.resolve("revoked"))) {
            assertThatThrownBy(() -> deployments.deploy(APPLICATION, ERP, atWave(3, this::revoke)))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED))
                    .hasMessageContaining("does not accept our credential (HTTP 401)");
        }
        try (var deployments = new Deployments(account.settings(account::token), folder.resolve("fresh"))) {
            await(
                    "the operation to be told as ended",
                    () -> deployments.aps().status("", APPLICATION).statusClass() != StatusClass.IN_PROGRESS);
            assertThat(deployments.aps().status("", APPLICATION).reason()).contains("its deployer stopped");
            assertThat(deployments.deploy(APPLICATION, ERP).status()).isEqualTo(Status.RUNNING);
        }
    }

    @Test
    void goesOnWithADeploymentWhoseTokenIsReplaced() throws Exception {
        var next = account.token();
        var before = token.get();
        try (var deployments = new Deployments(account.settings(token::get, tunnel), folder)) {
            var deployed = deployments.deploy(APPLICATION, ERP, atWave(3, () -> revokeFor(next, before)));
            assertThat(deployed.status()).isEqualTo(Status.RUNNING);
        }
    }

    @Test
    void endsADeploymentThatLosesARightAndNamesIt() throws Exception {
        var rules = account.read("rbac.yaml", ClusterRole.class, ROLE).getRules();
        try (var deployments = new Deployments(account.settings(account::token), folder)) {
            assertThatThrownBy(() -> deployments.deploy(APPLICATION, ERP, atWave(3, () -> {
                        account.setRules(
                                ROLE,
                                rules.stream()
                                        .filter(rule -> !rule.getResources().contains("deployments"))
                                        .toList());
                        account.awaitRight(false, "patch", "apps", "deployments", "", APPLICATION);
                    })))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED))
                    .hasMessageContaining("deployments.apps in namespace '" + APPLICATION + "'");
            account.setRules(ROLE, rules);
            account.awaitRight(true, "patch", "apps", "deployments", "", APPLICATION);
            assertThat(deployments.aps().status("", APPLICATION).status()).isEqualTo(Status.DEPLOY_STARTED_FAILED);
            assertThat(deployments.deploy(APPLICATION, ERP).status()).isEqualTo(Status.RUNNING);
        }
    }

    private void deployOnce() throws Exception {
        try (var deployments = new Deployments(account.settings(account::token), folder)) {
            assertThat(deployments.deploy(APPLICATION, ERP).status()).isEqualTo(Status.RUNNING);
        }
    }

    /** Does something when a wave begins; the operation waits for it. */
    private static DeployListener atWave(int index, Runnable work) {
        return event -> {
            if (event instanceof DeployEvent.WaveStarted started && started.index() == index) {
                work.run();
            }
        };
    }
}
