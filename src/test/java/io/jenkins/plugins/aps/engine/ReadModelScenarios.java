package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What pages are told of applications that others deploy, and when the cluster is away. */
interface ReadModelScenarios extends Scenarios {
    /** Of a process that deploys nothing. */
    ReadModel watching();

    /** Waits without asking anybody but the model. */
    default Snapshot await(ReadModel model, Predicate<Snapshot> reached) throws Exception {
        var snapshot = model.snapshot();
        var until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!reached.test(snapshot)) {
            assertThat(System.nanoTime())
                    .as("waited in vain; it shows %s", told(snapshot))
                    .isLessThan(until);
            snapshot = model.after(snapshot.version(), Duration.ofSeconds(5)).get(1, TimeUnit.MINUTES);
        }
        return snapshot;
    }

    private static String told(Snapshot snapshot) {
        return snapshot.clusters().stream()
                .map(cluster -> cluster.freshness() + " "
                        + cluster.applications().stream()
                                .map(entry ->
                                        entry.name() + " " + entry.instance().status() + " "
                                                + entry.instance().reason())
                                .toList())
                .toList()
                .toString();
    }

    default Instance await(String application, Predicate<Instance> reached) throws Exception {
        return find(await(watching(), snapshot -> has(snapshot, application, reached)), application)
                .instance();
    }

    private static boolean has(Snapshot snapshot, String application, Predicate<Instance> reached) {
        return snapshot.cluster("")
                .orElseThrow()
                .find(application)
                .map(ApplicationEntry::instance)
                .filter(reached)
                .isPresent();
    }

    private static ApplicationEntry find(Snapshot snapshot, String application) {
        return snapshot.cluster("").orElseThrow().find(application).orElseThrow();
    }

    /** As a list of apsStatus tells it. */
    private Instance asked(String application) {
        return aps().statuses("").stream()
                .filter(each -> each.application().equals(application))
                .findFirst()
                .orElseThrow();
    }

    @Scenario
    default void whatOthersDeployUpgradeAndUndeployIsSeenAsItIsToldToWhoAsks() throws Exception {
        var ask = Ask.of(engine().name("seen"));
        deploy(ask);
        var running = await(ask.application(), instance -> instance.status() == Status.RUNNING);
        assertThat(running).isEqualTo(asked(ask.application()));
        var entry = find(watching().snapshot(), ask.application());
        assertThat(entry.descriptor().orElseThrow().release()).isEqualTo("holiday/2");
        assertThat(entry.operations()).hasSize(1);

        deploy(ask.erp("erp:2"));
        var upgraded = await(
                ask.application(),
                instance -> instance.applicationVersion() == 2 && instance.status() == Status.RUNNING);
        assertThat(upgraded).isEqualTo(asked(ask.application()));

        undeploy(ask, false);
        await(watching(), snapshot -> snapshot.cluster("")
                .orElseThrow()
                .find(ask.application())
                .isEmpty());
    }

    @Scenario
    default void aServiceThatSomebodyDeletesIsSeenToBeMissing() throws Exception {
        var ask = Ask.of(engine().name("missing"));
        deploy(ask);
        await(ask.application(), instance -> instance.status() == Status.RUNNING);
        engine().client()
                .apps()
                .deployments()
                .inNamespace(ask.application())
                .withName("connector-erp")
                .delete();
        var missing = await(ask.application(), instance -> instance.status() == Status.UNKNOWN);
        assertThat(missing.reason()).contains("connector-erp: it does not exist any more");
        assertThat(missing).isEqualTo(asked(ask.application()));
    }

    @Scenario
    default void aFailureIsSeenWithItsReasonAndItsDetailsAreReadForWhoAsks() throws Exception {
        var ask = Ask.of(engine().name("failing")).erp("erp:does-not-exist").within(Duration.ofSeconds(6));
        Results.failure(aps().deploy(ask.request(), DeployListener.SILENT));
        var failed = await(
                ask.application(),
                instance -> instance.status() == Status.UNKNOWN || instance.status() == Status.DEPLOY_STARTED_FAILED);
        assertThat(failed).isEqualTo(asked(ask.application()));
        assertThat(failed.reason()).contains("erp");
        var details = watching()
                .details("", ask.application())
                .get(1, TimeUnit.MINUTES)
                .orElseThrow()
                .instance();
        assertThat(details).isEqualTo(aps().status("", ask.application()));
        assertThat(watching().details("", engine().name("nobody")).join()).isEmpty();
    }

    @Scenario
    default void aDamagedRecordHidesNoOther() throws Exception {
        var ask = Ask.of(engine().name("whole"));
        deploy(ask);
        var damaged = engine().name("damaged");
        engine().client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("app-" + damaged)
                        .withNamespace(engine().place().platform())
                        .withLabels(Map.of(
                                "app.kubernetes.io/managed-by", "aps-deployer",
                                "app.kubernetes.io/part-of", damaged,
                                "aps.jenkins.io/record", "application"))
                        .endMetadata()
                        .withData(Map.of("application.json", "{", "inventory.json", "[]"))
                        .build())
                .create();
        var told = await(damaged, instance -> true);
        assertThat(told.status()).isEqualTo(Status.UNKNOWN);
        assertThat(told.reason()).contains("can't be read");
        assertThat(told).isEqualTo(asked(damaged));
        await(ask.application(), instance -> instance.status() == Status.RUNNING);
    }

    @Scenario
    default void whatOthersLabelAsOursSomewhereElseIsNotShown() throws Exception {
        var ask = Ask.of(engine().name("forged"));
        deploy(ask);
        var elsewhere = engine().name("elsewhere");
        var client = engine().client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(elsewhere)
                        .endMetadata()
                        .build())
                .create();
        var labels =
                Map.of("app.kubernetes.io/managed-by", "aps-deployer", "app.kubernetes.io/part-of", ask.application());
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("forged")
                        .withNamespace(elsewhere)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(0)
                        .withNewSelector()
                        .withMatchLabels(labels)
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("forged")
                        .withImage("forged:1")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        // What comes later through the same watch is a proof that the forged one was seen.
        client.apps()
                .deployments()
                .inNamespace(ask.application())
                .withName("connector-erp")
                .delete();
        var instance = await(ask.application(), each -> each.status() == Status.UNKNOWN);
        assertThat(instance.services()).noneMatch(service -> service.name().equals("forged"));
        assertThat(watching().instance("", elsewhere)).isEmpty();
    }

    @Scenario
    default void anOperationWhoseDeployerStoppedIsToldAsSuch() throws Exception {
        var ask = Ask.of(engine().name("stopped")).erp("erp:does-not-exist");
        var waits = new CompletableFuture<Void>();
        try (var killed = engine().open(engine().name("killed"))) {
            killed.deploy(ask.request(), event -> {
                if (event instanceof DeployEvent.ObjectProgressed) {
                    waits.complete(null);
                }
            });
            waits.get(1, TimeUnit.MINUTES);
            await(
                    ask.application(),
                    instance ->
                            instance.operation() != null && instance.operation().verdict() == null);
        }
        var stopped = await(ask.application(), instance -> instance.operation().verdict() == Verdict.UNKNOWN);
        assertThat(stopped.reason()).contains("its deployer stopped");
        assertThat(stopped).isEqualTo(asked(ask.application()));
    }

    @Scenario
    default void whatAnOperationOfThisProcessToldIsThereToBeRead() throws Exception {
        var ask = Ask.of(engine().name("told"));
        deploy(ask);
        var tail = aps().readModel().events(ask.id()).orElseThrow();
        assertThat(tail.events().get(0)).isInstanceOf(DeployEvent.OperationStarted.class);
        assertThat(tail.events().get(tail.events().size() - 1)).isInstanceOf(DeployEvent.OperationSucceeded.class);
        assertThat(watching().events(ask.id())).as("of another process").isEmpty();
    }

    @Scenario
    default void releasesAreListedWithWhatTheyContainAndWhereTheyRun() throws Exception {
        var ask = Ask.of(engine().name("released"));
        deploy(ask);
        await(ask.application(), instance -> instance.status() == Status.RUNNING);
        var snapshot = await(
                watching(),
                each -> each.releases().size() == 3
                        && each.releases().stream().allMatch(r -> r.project().isPresent()));
        assertThat(snapshot.releases())
                .extracting(each -> each.release().id())
                .containsExactly("holiday/3", "holiday/2", "holiday/1");
        assertThat(snapshot.releases().get(0).release().latest()).isTrue();
        var second = snapshot.releases().get(1);
        assertThat(second.deployable()).contains(true);
        assertThat(second.project().orElseThrow().connectors()).isNotEmpty();
        assertThat(second.project().orElseThrow().content()).isEmpty();
        assertThat(snapshot.whereItRuns(second.release()))
                .extracting(ApplicationEntry::name)
                .contains(ask.application());
        assertThat(watching().release("", "holiday", "latest").map(ReleaseEntry::release))
                .contains(snapshot.releases().get(0).release());
        assertThat(watching().release("", "holiday", "9")).isEmpty();
    }

    @Scenario
    default void aClusterThatIsAwayIsShownAsItWasWithAWarningUntilItIsBack() throws Exception {
        var ask = Ask.of(engine().name("away"));
        deploy(ask);
        try (var proxy = new Proxy(engine().place().kubeconfig());
                Aps behind = engine().open(engine().name("behind"), proxy::kubeconfig)) {
            var model = behind.readModel();
            var before = await(
                    model,
                    snapshot -> has(snapshot, ask.application(), each -> each.status() == Status.RUNNING)
                            && snapshot.clusters().get(0).freshness().isCurrent());
            proxy.shut();
            var away = await(
                    model, snapshot -> !snapshot.clusters().get(0).freshness().isCurrent());
            var freshness = away.clusters().get(0).freshness();
            assertThat(freshness.since()).isNotNull();
            assertThat(freshness.confirmedAt()).isNotNull();
            assertThat(freshness.warning()).startsWith("cluster 'default' ");
            assertThat(find(away, ask.application())).isEqualTo(find(before, ask.application()));
            assertThat(away.version()).isGreaterThan(before.version());

            assertThat(model.details("", ask.application()).get(1, TimeUnit.MINUTES))
                    .contains(find(before, ask.application()));
            deploy(ask.erp("erp:2"));
            assertThat(model.instance("", ask.application()).orElseThrow().applicationVersion())
                    .isEqualTo(1);
            proxy.open();
            var back = await(
                    model,
                    snapshot -> snapshot.clusters().get(0).freshness().isCurrent()
                            && has(snapshot, ask.application(), each -> each.applicationVersion() == 2));
            assertThat(find(back, ask.application()).instance()).isEqualTo(asked(ask.application()));
        }
    }

    @Scenario
    default void aClusterThatIsAwayFromTheBeginningIsToldAndHidesNoOther() throws Exception {
        try (var proxy = new Proxy(engine().place().kubeconfig());
                Aps behind = engine().open(engine().name("late"), proxy::kubeconfig)) {
            proxy.shut();
            var model = behind.readModel();
            var snapshot = await(
                    model, each -> each.clusters().get(0).freshness().warning().contains("default"));
            assertThat(snapshot.clusters().get(0).applications()).isEmpty();
            assertThat(snapshot.clusters().get(0).freshness().confirmedAt()).isNull();
            await(model, each -> each.releases().size() == 3);
            proxy.open();
            await(model, each -> each.clusters().get(0).freshness().isCurrent());
        }
    }
}
