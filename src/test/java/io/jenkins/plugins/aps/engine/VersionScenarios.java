package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Back to what ran, and on with what was asked for. */
interface VersionScenarios extends Scenarios {
    /** What is expected to fail is not waited for longer than this. */
    Duration BRIEF = Duration.ofSeconds(15);

    Fate FORBIDDEN = new Fate.Answer(403, "Forbidden", "forbidden for a while", 0);

    @Scenario
    default void anUpgradeThatFailsGoesBackByItself() throws Exception {
        var ask = Ask.of(engine().name("back")).onFailure(FailurePolicy.ROLLBACK);
        deploy(ask);
        var told = new Told();
        var upgrade = ask.erp("erp:does-not-exist").within(BRIEF);
        var failure = Results.failure(aps().deploy(upgrade.request(), told));
        assertThat(failure)
                .as("both verdicts")
                .hasMessageContaining("can't pull image 'erp:does-not-exist'")
                .hasMessageContaining("it was rolled back: release holiday/2 runs again, as version 3");
        var now = aps().status("", ask.application());
        assertThat(now.status()).isEqualTo(Status.RUNNING);
        assertThat(now.applicationVersion()).as("a number is never used twice").isEqualTo(3);
        assertThat(image(ask.application())).isEqualTo("erp:1");
        assertThat(now.operation().type()).isEqualTo(OperationType.ROLLBACK);
        assertThat(now.operation().id()).isEqualTo(upgrade.id() + "-rollback");
        assertThat(told.all(DeployEvent.OperationStarted.class)
                        .filter(started -> started.type() == OperationType.ROLLBACK)
                        .map(DeployEvent.OperationStarted::startedBy))
                .containsExactly(upgrade.id());
        assertThat(now.history())
                .extracting(HistoryEntry::applicationVersion, HistoryEntry::verdict)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(3, Verdict.SUCCEEDED),
                        org.assertj.core.groups.Tuple.tuple(2, Verdict.ROLLED_BACK));
        recordIsTrue(ask.application());
    }

    @Scenario
    default void anUpgradeWhoseRollbackFailsTooTellsBoth() throws Exception {
        var ask = Ask.of(engine().name("both")).onFailure(FailurePolicy.ROLLBACK);
        deploy(ask);
        try (var proxy = new Proxy(engine().place().kubeconfig())) {
            var goingBack = new AtomicBoolean();
            proxy.rule(request -> goingBack.get() && writesErp(request) ? FORBIDDEN : Fate.PASS);
            var failure = Results.failure(engine().open("both", proxy::kubeconfig)
                    .deploy(ask.erp("erp:does-not-exist").within(BRIEF).request(), whenRollingBack(goingBack)));
            assertThat(failure)
                    .hasMessageContaining("can't pull image 'erp:does-not-exist'")
                    .hasMessageContaining("rolling it back failed too: ")
                    .hasMessageContaining("connector-erp");
        }
        var now = aps().status("", ask.application());
        assertThat(now.status()).as(now.reason()).isEqualTo(Status.UNKNOWN);
        assertThat(now.operation().type()).isEqualTo(OperationType.ROLLBACK);
        assertThat(now.operation().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(deploy(ask.erp("erp:3")).status()).as("the next mends it").isEqualTo(Status.RUNNING);
        recordIsTrue(ask.application());
    }

    /** The caller knows but the id of the upgrade. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "killedAfterWritesOfItsRollbackAnUpgradeIsEnteredAgain: {0}")
    @ValueSource(ints = {0, 1, 3})
    default void killedAfterWritesOfItsRollbackAnUpgradeIsEnteredAgain(int writes) throws Exception {
        var ask = Ask.of(engine().name("undone-" + writes)).onFailure(FailurePolicy.ROLLBACK);
        deploy(ask);
        var upgrade = ask.erp("erp:does-not-exist").within(BRIEF);
        try (var proxy = new Proxy(engine().place().kubeconfig())) {
            var goingBack = new AtomicBoolean();
            var count = new AtomicInteger();
            proxy.rule(request -> {
                if (goingBack.get() && request.writes()) {
                    count.incrementAndGet();
                }
                return count.get() > writes ? Fate.CUT : Fate.PASS;
            });
            var doomed = engine().open("undoing-" + writes, proxy::kubeconfig);
            var operation = doomed.deploy(upgrade.request(), whenRollingBack(goingBack));
            engine().until(
                            "the connection ends",
                            () -> count.get() > writes || operation.result().isDone());
            assertThat(count).as("what was written of the rollback").hasValueGreaterThan(writes);
            operation.detach();
            doomed.close();
        }
        var failure =
                Results.failure(engine().open("undone-" + writes).deploy(upgrade.request(), DeployListener.SILENT));
        assertThat(failure)
                .hasMessageContaining("can't pull image 'erp:does-not-exist'")
                .hasMessageContaining("it was rolled back: release holiday/2 runs again, as version 3");
        var now = aps().status("", ask.application());
        assertThat(now.status()).as(now.reason()).isEqualTo(Status.RUNNING);
        assertThat(now.applicationVersion()).isEqualTo(3);
        assertThat(now.operation().id()).isEqualTo(upgrade.id() + "-rollback");
        assertThat(image(ask.application())).isEqualTo("erp:1");
        recordIsTrue(ask.application());
    }

    @Scenario
    default void aRollbackIsANewVersionWithWhatAnOldOneHad() throws Exception {
        var ask = Ask.of(engine().name("rollback"));
        deploy(ask);
        deploy(ask.erp("erp:2"));
        deploy(ask.erp("erp:3"));
        var last = Results.of(aps().rollback(ask.version(0), DeployListener.SILENT));
        assertThat(last.status()).isEqualTo(Status.RUNNING);
        assertThat(last.applicationVersion()).isEqualTo(4);
        assertThat(image(ask.application())).as("the last good one before").isEqualTo("erp:2");
        recordIsTrue(ask.application());
    }

    @Scenario
    default void aRollbackGoesToAnyVersionAndBringsBackWhatWasRemovedSince() throws Exception {
        var ask = Ask.of(engine().name("first-of-3"));
        deploy(ask);
        deploy(ask.erp("erp:2"));
        assertThat(deploy(ask.release(Ask.WITHOUT_ERP)).applicationVersion()).isEqualTo(3);
        var told = new Told();
        var first = Results.of(aps().rollback(ask.version(1), told));
        assertThat(first.status()).isEqualTo(Status.RUNNING);
        assertThat(first.applicationVersion()).isEqualTo(4);
        assertThat(first.release()).isEqualTo("holiday/2");
        assertThat(told.done(Change.Action.CREATED)).contains("connector-erp");
        assertThat(image(ask.application())).isEqualTo("erp:1");
        recordIsTrue(ask.application());
    }

    @Scenario
    default void aRedeploymentNeedsNoOptions() throws Exception {
        var ask = Ask.of(engine().name("redeploy")).erp("erp:unschedulable").within(Duration.ofSeconds(5));
        Results.failure(aps().deploy(ask.request(), DeployListener.SILENT));
        var told = new Told();
        var failure = Results.failure(aps().redeploy(ask.version(0), told));
        assertThat(failure).hasMessageContaining("nodes are available");
        assertThat(told.all(DeployEvent.OperationStarted.class).map(DeployEvent.OperationStarted::type))
                .containsExactly(OperationType.REDEPLOY);
        var mended = ask.erp("erp:1").within(Duration.ofMinutes(2));
        deploy(mended);
        var again = Results.of(aps().redeploy(mended.version(0), DeployListener.SILENT));
        assertThat(again.status()).isEqualTo(Status.RUNNING);
        assertThat(image(ask.application())).isEqualTo("erp:1");
    }

    @Scenario
    default void aRedeploymentRunsOnceItsCauseOutsideIsGone() throws Exception {
        var ask = Ask.of(engine().name("cause"));
        deploy(ask);
        try (var proxy = new Proxy(engine().place().kubeconfig())) {
            var door = engine().open("cause", proxy::kubeconfig);
            proxy.rule(request -> writesErp(request) ? FORBIDDEN : Fate.PASS);
            var failure = Results.failure(door.deploy(ask.erp("erp:2").request(), DeployListener.SILENT));
            assertThat(failure.getMessage() + failure.problems()).contains("connector-erp", "forbidden for a while");
            assertThat(image(ask.application())).isEqualTo("erp:1");
            proxy.rule(request -> Fate.PASS);
            var told = new Told();
            var mended = Results.of(door.redeploy(ask.version(0), told));
            assertThat(mended.status()).isEqualTo(Status.RUNNING);
            assertThat(mended.applicationVersion())
                    .as("a number is never used twice")
                    .isEqualTo(3);
            assertThat(image(ask.application())).as("what was last asked for").isEqualTo("erp:2");
            assertThat(told.done(Change.Action.CONFIGURED)).containsExactly("connector-erp");
        }
        recordIsTrue(ask.application());
    }

    /** In a real upgrade, not where it only tries. */
    private static boolean writesErp(ProxyRequest request) {
        return request.writes() && request.path().contains("/deployments/connector-erp");
    }

    /** The first event of a rollback comes before anything of it is written. */
    private static DeployListener whenRollingBack(AtomicBoolean begun) {
        return event -> {
            if (event instanceof DeployEvent.OperationStarted started && started.type() == OperationType.ROLLBACK) {
                begun.set(true);
            }
        };
    }
}
