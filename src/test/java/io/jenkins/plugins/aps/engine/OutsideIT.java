package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What others do to an application, on the real control plane, while we work on it: each ends with a true verdict. */
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Behaviours.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class OutsideIT implements Scenarios {
    private Engine engine;
    private KubernetesClient client;

    @BeforeAll
    void open(ControlPlane plane, Prefix prefix, @TempDir Path folder) throws Exception {
        engine = new Engine(new PlanePlace(plane, prefix), folder);
        client = engine.client();
    }

    @AfterAll
    void close() throws Exception {
        engine.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Scenario
    void theNamespaceIsDeletedMeanwhile() throws Exception {
        var ask = Ask.of(engine.name("deleted")).erp("erp:unschedulable").within(Duration.ofMinutes(3));
        var told = new Told();
        var deployment = aps().deploy(ask.request(), told);
        told.awaitWritten("connector-erp");
        client.namespaces().withName(ask.application()).delete();
        var failure = Results.failure(deployment);
        assertThat(failure.code()).as("without waiting until time is up").isEqualTo(ErrorCode.FAILED);
        assertThat(told.awaitFailure()).isEqualTo(Verdict.FAILED);
        assertThat(failure).hasMessageContaining("somebody deleted it meanwhile");
        assertThat(aps().status("", ask.application()).status()).isNotEqualTo(Status.RUNNING);
        client.namespaces().withName(ask.application()).waitUntilCondition(gone -> gone == null, 60, TimeUnit.SECONDS);
        // And it is mended by the next.
        assertThat(deploy(ask.erp("erp:1").within(Duration.ofMinutes(2))).status())
                .isEqualTo(Status.RUNNING);
    }

    @Scenario
    void killedWhileItsNamespaceGoesAnUndeploymentIsEnteredAgain() throws Exception {
        var ask = Ask.of(engine.name("going"));
        deploy(ask);
        var note = hold(ask.application());
        var removal = ask.undeploy(false);
        try (var proxy = new Proxy(engine.place().kubeconfig())) {
            var doomed = engine.open("going-doomed", proxy::kubeconfig);
            var operation = doomed.undeploy(removal, DeployListener.SILENT);
            awaitRightsGone(ask.application());
            proxy.shut();
            operation.detach();
            doomed.close();
        }
        var told = new Told();
        var again = engine.open("going-again").undeploy(removal, told);
        told.await(event -> event instanceof DeployEvent.WaveStarted);
        free(note);
        var result = Results.of(again);
        assertThat(result.verdict()).as(result.reason()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(told.all(DeployEvent.WaveStarted.class))
                .extracting(DeployEvent.WaveStarted::index)
                .as("only the namespace is waited for")
                .containsExactly(0);
        assertThat(told.all(DeployEvent.Notice.class).map(DeployEvent.Notice::text))
                .noneMatch(text -> text.contains("cannot"));
        assertThat(isGone(ask.application())).isTrue();
    }

    @Scenario
    void theNamespaceIsDeletedByOthersWhileAWaveOfItsUndeploymentIsRemoved() throws Exception {
        var ask = Ask.of(engine.name("overtaken"));
        deploy(ask);
        var rb = client.apps().deployments().inNamespace(ask.application()).withName("rb");
        rb.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":[\"example.org/hold\"]}}");
        var told = new Told();
        var removal = aps().undeploy(ask.undeploy(false), told);
        engine.until("the wave waits for it", () -> removal.waitingFor().contains("Deployment/rb"));
        client.namespaces().withName(ask.application()).delete();
        awaitRightsGone(ask.application());
        told.await(event -> event instanceof DeployEvent.WaveStarted wave && wave.index() == 0);
        rb.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":[]}}");
        var result = Results.of(removal);
        assertThat(result.verdict()).as(result.reason()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(isGone(ask.application())).isTrue();
    }

    /** A ConfigMap of others that keeps the namespace from going. */
    private HasMetadata hold(String namespace) {
        return client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("notes")
                        .withFinalizers("example.org/hold")
                        .endMetadata()
                        .build())
                .create();
    }

    private void free(HasMetadata held) {
        client.resource(held).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":[]}}");
    }

    /** Of the deployer, in a namespace that is being deleted. */
    private void awaitRightsGone(String namespace) {
        engine.until("the namespace is being deleted", () -> {
            var live = client.namespaces().withName(namespace).get();
            return live != null && live.getMetadata().getDeletionTimestamp() != null;
        });
        engine.until("the RoleBinding in it is gone", () -> client.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .list()
                .getItems()
                .isEmpty());
    }

    @Scenario
    void theNamespaceIsDeletedAndMadeAgainByOthersMeanwhile() throws Exception {
        var ask = Ask.of(engine.name("remade")).erp("erp:unschedulable").within(Duration.ofMinutes(3));
        var told = new Told();
        var deployment = aps().deploy(ask.request(), told);
        told.awaitWritten("connector-erp");
        var namespaces = client.namespaces().withName(ask.application());
        namespaces.delete();
        namespaces.waitUntilCondition(gone -> gone == null, 80, TimeUnit.SECONDS);
        client.resource(new io.fabric8.kubernetes.api.model.NamespaceBuilder()
                        .withNewMetadata()
                        .withName(ask.application())
                        .endMetadata()
                        .build())
                .create();
        Results.failure(deployment);
        assertThat(told.awaitFailure()).isEqualTo(Verdict.FAILED);
        assertThat(objects(ask.application())).as("nothing was put into it").isEmpty();
        assertThat(undeploy(ask, true).verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(namespaces.get().getMetadata().getDeletionTimestamp()).isNull();
    }

    @Scenario
    void anObjectIsDeletedMeanwhileAndComesBackWithTheNextDeployment() throws Exception {
        var ask = Ask.of(engine.name("lost"));
        deploy(ask);
        client.services()
                .inNamespace(ask.application())
                .withName("connector-erp")
                .delete();
        var told = new Told();
        assertThat(deploy(ask.again(), told).status()).isEqualTo(Status.RUNNING);
        assertThat(told.done(Change.Action.CREATED)).containsExactly("connector-erp");
    }

    @Scenario
    void anotherManagerScalesAndKeepsWhatItSet() throws Exception {
        var ask = Ask.of(engine.name("scaled"));
        deploy(ask);
        var deployment =
                client.apps().deployments().inNamespace(ask.application()).withName("connector-erp");
        deployment.scale(2);
        var failure = Results.failure(aps().deploy(ask.erp("erp:2").request(), DeployListener.SILENT));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(failure.getMessage() + failure.problems()).contains("connector-erp", "replicas");
        assertThat(deployment.get().getSpec().getReplicas()).isEqualTo(2);
        assertThat(aps().status("", ask.application()).status()).isEqualTo(Status.RUNNING);
    }

    @Scenario
    void anotherManagerEditsTheImage() throws Exception {
        var ask = Ask.of(engine.name("edited"));
        deploy(ask);
        var deployment =
                client.apps().deployments().inNamespace(ask.application()).withName("connector-erp");
        deployment.patch(
                new PatchContext.Builder()
                        .withPatchType(PatchType.STRATEGIC_MERGE)
                        .withFieldManager("kubectl-edit")
                        .build(),
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"erp\",\"image\":\"erp:theirs\"}]}}}}");
        var container = deployment.get().getSpec().getTemplate().getSpec().getContainers();
        var failure = Results.failure(aps().deploy(ask.erp("erp:2").request(), DeployListener.SILENT));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(failure.getMessage() + failure.problems()).contains("connector-erp", "kubectl-edit");
        assertThat(deployment.get().getSpec().getTemplate().getSpec().getContainers())
                .isEqualTo(container);
    }

    @Scenario
    void aQuotaIsSetMeanwhile() throws Exception {
        var ask = Ask.of(engine.name("quota"));
        deploy(ask);
        client.resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("frugal")
                        .withNamespace(ask.application())
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("pods", new Quantity("1")))
                        .endSpec()
                        .build())
                .create();
        engine.until("the quota counts", () -> {
            var quota = client.resourceQuotas()
                    .inNamespace(ask.application())
                    .withName("frugal")
                    .get();
            return quota.getStatus() != null
                    && quota.getStatus().getUsed() != null
                    && !quota.getStatus().getUsed().isEmpty();
        });
        var told = new Told();
        var failure = Results.failure(
                aps().deploy(ask.erp("erp:2").within(Duration.ofSeconds(15)).request(), told));
        assertThat(failure.code()).isIn(ErrorCode.TIMED_OUT, ErrorCode.FAILED);
        assertThat(failure).hasMessageContaining("quota");
        assertThat(told.awaitFailure()).isEqualTo(Verdict.FAILED);
        // Its cause is gone: no option is needed to try again.
        client.resourceQuotas()
                .inNamespace(ask.application())
                .withName("frugal")
                .delete();
        var mended = Results.of(aps().redeploy(ask.within(Duration.ofMinutes(3)).version(0), DeployListener.SILENT));
        assertThat(mended.status()).isEqualTo(Status.RUNNING);
        assertThat(image(ask.application())).as("what was asked for").isEqualTo("erp:2");
        recordIsTrue(ask.application());
    }

    @Scenario
    void aPolicyRefuses() throws Exception {
        var ask = Ask.of(engine.name("policy"));
        var name = engine.name("no-erp");
        Policies.refuse(client, name, ask.application(), "connector-erp", "the connector erp is not welcome here");
        var told = new Told();
        var failure = Results.failure(aps().deploy(ask.request(), told));
        assertThat(failure.code()).isEqualTo(ErrorCode.REJECTED);
        assertThat(failure.getMessage() + failure.problems())
                .contains("connector-erp", "the connector erp is not welcome here");
        assertThat(told.awaitFailure()).isEqualTo(Verdict.FAILED);
        assertThat(aps().status("", ask.application()).status()).isNotEqualTo(Status.RUNNING);
        Policies.remove(client, name, "connector-erp");
        assertThat(deploy(ask.again()).status()).isEqualTo(Status.RUNNING);
    }

    @Scenario
    void aWebhookRefuses() throws Exception {
        var ask = Ask.of(engine.name("hook"));
        try (var webhook = Webhook.refusing("not on a Friday")) {
            webhook.register(client, engine.name("hook"), ask.application());
            var told = new Told();
            var failure = Results.failure(aps().deploy(ask.request(), told));
            assertThat(failure.code()).isEqualTo(ErrorCode.REJECTED);
            assertThat(failure.getMessage() + failure.problems()).contains("not on a Friday");
            assertThat(told.awaitFailure()).isEqualTo(Verdict.FAILED);
        }
    }

    @Scenario
    void aWebhookHangs() throws Exception {
        var ask = Ask.of(engine.name("hang")).atMost(Duration.ofSeconds(90));
        try (var webhook = Webhook.hanging()) {
            webhook.register(client, engine.name("hang"), ask.application());
            var told = new Told();
            var failure = Results.failure(aps().deploy(ask.request(), told));
            assertThat(failure.code()).isEqualTo(ErrorCode.REJECTED);
            assertThat(failure.getMessage() + failure.problems()).contains("webhook");
            assertThat(told.awaitFailure()).isEqualTo(Verdict.FAILED);
        }
        assertThat(deploy(ask.atMost(Duration.ofMinutes(2))).status()).isEqualTo(Status.RUNNING);
    }

    @Scenario
    void theApplicationIsUndeployedThoughOthersPutThingsIntoIt() throws Exception {
        var ask = Ask.of(engine.name("guests"));
        deploy(ask);
        HasMetadata guest = new io.fabric8.kubernetes.api.model.ConfigMapBuilder()
                .withNewMetadata()
                .withName("guest")
                .withNamespace(ask.application())
                .endMetadata()
                .build();
        client.resource(guest).create();
        assertThat(undeploy(ask, false).verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(isGone(ask.application())).isTrue();
    }
}
