package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A deployer that dies: after its Nth write it reaches the cluster no more, not even to let go of its Lease, as if its
 * process had been killed. Whoever enters the operation again, or takes the application over, comes to the same end.
 */
interface InterruptionScenarios extends Scenarios {
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "killedAfterWritesADeploymentIsEnteredAgain: {0}")
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 14, 22, 28, 30, 32})
    default void killedAfterWritesADeploymentIsEnteredAgain(int writes) throws Exception {
        var ask = Ask.of(engine().name("killed-" + writes));
        die(ask, writes);
        var events = new Told();
        var instance = Results.of(engine().open("again-" + writes).deploy(ask.request(), events));
        isAsIfNothingHadHappened(ask, instance, 1);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "killedAfterWritesAnUpgradeIsEnteredAgain: {0}")
    @ValueSource(ints = {0, 1, 2, 4, 6})
    default void killedAfterWritesAnUpgradeIsEnteredAgain(int writes) throws Exception {
        var ask = Ask.of(engine().name("up-" + writes));
        deploy(ask);
        var upgrade = ask.release(Ask.WITHOUT_ERP);
        die(upgrade, writes);
        var instance = Results.of(engine().open("up-again-" + writes).deploy(upgrade.request(), DeployListener.SILENT));
        isAsIfNothingHadHappened(upgrade, instance, 2);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "killedAfterWritesADeploymentIsTakenOver: {0}")
    @ValueSource(ints = {1, 12})
    default void killedAfterWritesADeploymentIsTakenOver(int writes) throws Exception {
        var ask = Ask.of(engine().name("taken-" + writes));
        die(ask, writes);
        var other = ask.release(Ask.WITHOUT_ERP);
        var instance = Results.of(engine().open("heir-" + writes).deploy(other.request(), DeployListener.SILENT));
        isAsIfNothingHadHappened(other, instance, instance.applicationVersion());
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "killedAfterWritesAnUndeploymentIsEnteredAgain: {0}")
    @ValueSource(ints = {0, 1, 3})
    default void killedAfterWritesAnUndeploymentIsEnteredAgain(int writes) throws Exception {
        var ask = Ask.of(engine().name("down-" + writes));
        deploy(ask);
        var removal = ask.undeploy(false);
        try (var proxy = new Proxy(engine().place().kubeconfig())) {
            var count = countdown(proxy, writes);
            var doomed = engine().open("undoer-" + writes, proxy::kubeconfig);
            var operation = doomed.undeploy(removal, DeployListener.SILENT);
            engine().until(
                            "the connection ends",
                            () -> count.get() > writes || operation.result().isDone());
            diedOrWasDone(operation);
            doomed.close();
        }
        var result = Results.of(engine().open("undo-again-" + writes).undeploy(removal, DeployListener.SILENT));
        assertThat(result.verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(isGone(ask.application())).isTrue();
    }

    @Scenario
    default void whatAKilledProcessLeftBehindIsTakenOverThoughItWasStartedAgain() throws Exception {
        var ask = Ask.of(engine().name("left")).erp("erp:unschedulable").within(Duration.ofMinutes(3));
        leaveBehind(ask, "restarted");
        // It is started again, under the same id, and does something else: its Lease is renewed.
        var restarted = engine().open("restarted");
        var other = Ask.of(engine().name("left-other")).erp("erp:unschedulable").within(Duration.ofMinutes(3));
        var busy = restarted.deploy(other.request(), DeployListener.SILENT);
        var told = new Told();
        var heir = aps().deploy(ask.erp("erp:1").request(), told);
        told.awaitWaiting();
        var instance = Results.of(heir);
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(busy.result()).as("it went on all the time").isNotDone();
        busy.stop();
        Results.failure(busy);
    }

    @Scenario
    default void whatAKilledProcessLeftBehindItTakesUpAgainAtOnce() throws Exception {
        var ask = Ask.of(engine().name("resumed")).erp("erp:slow");
        var told = new Told();
        leaveBehind(ask, "resuming");
        var again = engine().open("resuming").deploy(ask.request(), told);
        assertThat(Results.of(again).status()).isEqualTo(Status.RUNNING);
        assertThat(told.all(DeployEvent.Waiting.class))
                .as("who takes up its own watches for no sign of life")
                .isEmpty();
        recordIsTrue(ask.application());
    }

    /** A process that is killed when its connector is written: it lets go of nothing. */
    private void leaveBehind(Ask ask, String door) throws Exception {
        try (var proxy = new Proxy(engine().place().kubeconfig())) {
            var doomed = engine().open(door, proxy::kubeconfig);
            var told = new Told();
            var operation = doomed.deploy(ask.request(), told);
            told.awaitWritten("connector-erp");
            proxy.shut();
            diedOrWasDone(operation);
            doomed.close();
        }
    }

    @Scenario
    default void whoLostItsLeaseWhileItCouldNotWriteEndsAsSuperseded() throws Exception {
        var ask = Ask.of(engine().name("lapsed")).erp("erp:unschedulable").within(Duration.ofMinutes(3));
        try (var proxy = new Proxy(engine().place().kubeconfig())) {
            var paused = engine().open("paused", proxy::kubeconfig);
            var told = new Told();
            var first = paused.deploy(ask.request(), told);
            told.awaitWritten("connector-erp");
            proxy.shut();
            var second =
                    Results.of(engine().open("unpaused").deploy(ask.erp("erp:2").request(), DeployListener.SILENT));
            assertThat(second.status()).isEqualTo(Status.RUNNING);
            var versions = engine().client().apps().deployments().inNamespace(ask.application());
            var before = versions.withName("connector-erp").get().getMetadata().getGeneration();
            lapse();
            proxy.open();
            Results.failure(first);
            assertThat(told.awaitFailure()).isEqualTo(io.jenkins.plugins.aps.core.model.Verdict.SUPERSEDED);
            assertThat(versions.withName("connector-erp").get().getMetadata().getGeneration())
                    .isEqualTo(before);
            assertThat(aps().status("", ask.application()).status()).isEqualTo(Status.RUNNING);
        }
    }

    @Scenario
    default void aProcessThatWasKilledIsTakenOver() throws Exception {
        var ask = Ask.of(engine().name("sigkill")).erp("erp:unschedulable");
        try (var process = DeployProcess.start(engine(), ask)) {
            awaitErp(ask, process);
            assertThat(aps().status("", ask.application()).statusClass()).isEqualTo(StatusClass.IN_PROGRESS);
            process.kill();
        }
        var told = new Told();
        var instance = Results.of(engine().open("heir").deploy(ask.erp("erp:1").request(), told));
        told.awaitWaiting();
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
    }

    @Scenario
    default void aProcessThatWasPausedWhileAnotherTookOverWritesNothingMore() throws Exception {
        var ask = Ask.of(engine().name("sigstop")).erp("erp:unschedulable");
        try (var process = DeployProcess.start(engine(), ask)) {
            awaitErp(ask, process);
            process.pause();
            var instance = Results.of(
                    engine().open("unpaused-heir").deploy(ask.erp("erp:1").request(), DeployListener.SILENT));
            assertThat(instance.status()).isEqualTo(Status.RUNNING);
            var deployments = engine().client().apps().deployments().inNamespace(ask.application());
            var before =
                    deployments.withName("connector-erp").get().getMetadata().getGeneration();
            lapse();
            process.resume();
            assertThat(process.exitCode()).as(process.said()).isEqualTo(3);
            assertThat(process.said()).contains("another operation took its place");
            assertThat(deployments.withName("connector-erp").get().getMetadata().getGeneration())
                    .isEqualTo(before);
            assertThat(aps().status("", ask.application()).status()).isEqualTo(Status.RUNNING);
        }
    }

    /**
     * For 20 s an owner may still write, as nobody takes over before 30 s have passed: the doors here take over sooner than
     * they ever may outside of tests.
     */
    private void lapse() {
        var since = System.nanoTime();
        engine().until(
                        "20 seconds have passed",
                        () -> System.nanoTime() - since > Duration.ofSeconds(20).toNanos());
    }

    private void awaitErp(Ask ask, DeployProcess process) throws Exception {
        var erp = engine().client()
                .apps()
                .deployments()
                .inNamespace(ask.application())
                .withName("connector-erp");
        engine().until("the connector is written", () -> erp.get() != null || !process.isRunning());
        assertThat(process.isRunning()).as(process.said()).isTrue();
    }

    /** Deploys until so many writes have arrived. */
    private void die(Ask ask, int writes) throws Exception {
        try (var proxy = new Proxy(engine().place().kubeconfig())) {
            var count = countdown(proxy, writes);
            var doomed = engine().open("doomed-" + ask.id(), proxy::kubeconfig);
            var operation = doomed.deploy(ask.request(), DeployListener.SILENT);
            engine().until(
                            "the connection ends",
                            () -> count.get() > writes || operation.result().isDone());
            diedOrWasDone(operation);
            doomed.close();
        }
    }

    /** Whatever else had ended it would make the scenario show nothing. */
    private static void diedOrWasDone(Operation<?> operation) {
        assertThat(operation.result()).isNotCompletedExceptionally();
        operation.detach();
    }

    /** Lets so many writes arrive, and then nothing any more, heartbeats included. */
    private static AtomicInteger countdown(Proxy proxy, int writes) {
        var count = new AtomicInteger();
        proxy.rule(request -> {
            if (request.writes()) {
                count.incrementAndGet();
            }
            return count.get() > writes ? Fate.CUT : Fate.PASS;
        });
        return count;
    }

    private void isAsIfNothingHadHappened(Ask ask, Instance instance, int version) throws Exception {
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.applicationVersion()).isEqualTo(version);
        var reference = ask.release().equals(Ask.WITHOUT_ERP) ? "reference-3" : "reference-2";
        var undisturbed = new Ask(
                engine().name(reference),
                Ask.newId(),
                ask.release(),
                ask.erp(),
                ask.timeout(),
                ask.componentTimeout(),
                false,
                ask.onFailure(),
                ask.ifRunning());
        var expected = engine().once(reference, () -> {
            deploy(undisturbed);
            return names(undisturbed.application());
        });
        assertThat(names(ask.application())).containsAll(expected);
        if (version == 1) {
            assertThat(names(ask.application())).isEqualTo(expected);
        }
        var told = new Told();
        var again = deploy(ask.again(), told);
        assertThat(again.changes()).allMatch(change -> change.action() == Change.Action.UNCHANGED);
        assertThat(again.applicationVersion()).isEqualTo(version);
        assertThat(told.all(DeployEvent.Waiting.class))
                .as("nobody owns it any more")
                .isEmpty();
        recordIsTrue(ask.application());
    }

    /** Without the hash of the content that some have in their names. */
    private Set<String> names(String application) {
        return objects(application).stream()
                .map(HasMetadata.class::cast)
                .map(object ->
                        object.getKind() + "/" + object.getMetadata().getName().replaceFirst("-[0-9a-f]{8,}$", ""))
                .collect(Collectors.toSet());
    }
}
