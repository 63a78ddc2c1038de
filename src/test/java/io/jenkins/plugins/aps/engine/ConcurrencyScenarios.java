package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Several at once, from several doors. */
interface ConcurrencyScenarios extends Scenarios {
    int MANY = 20;

    @Scenario
    default void theSecondWaitsForTheFirst() throws Exception {
        var ask = Ask.of(engine().name("waits")).erp("erp:unschedulable").within(Duration.ofSeconds(20));
        var first = new Told();
        var second = new Told();
        var stuck = aps().deploy(ask.request(), first);
        first.awaitWritten("connector-erp");
        var waiting = engine().open("waiter").deploy(ask.erp("erp:2").request(), second);
        second.awaitWaiting();
        Results.failure(stuck);
        assertThat(first.awaitFailure()).isEqualTo(Verdict.FAILED);
        var instance = Results.of(waiting);
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.applicationVersion()).isEqualTo(2);
    }

    @Scenario
    default void theSecondFailsIfThatWasAsked() throws Exception {
        var ask = Ask.of(engine().name("fails")).erp("erp:slow");
        var told = new Told();
        var first = aps().deploy(ask.request(), told);
        told.awaitWave(0);
        var refused = Results.failure(
                aps().deploy(ask.erp("erp:2").ifRunning(IfRunning.FAIL).request(), DeployListener.SILENT));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refused).hasMessageContaining(first.id());
        var instance = Results.of(first);
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.applicationVersion()).isEqualTo(1);
    }

    @Scenario
    default void theSecondTakesThePlaceOfTheFirstIfThatWasAsked() throws Exception {
        var ask = Ask.of(engine().name("supersedes")).erp("erp:unschedulable").within(Duration.ofMinutes(2));
        var told = new Told();
        var first = aps().deploy(ask.request(), told);
        told.awaitWritten("connector-erp");
        var second = Results.of(engine().open("successor")
                .deploy(ask.erp("erp:2").ifRunning(IfRunning.SUPERSEDE).request(), DeployListener.SILENT));
        assertThat(second.status()).isEqualTo(Status.RUNNING);
        assertThat(Results.failure(first).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(told.awaitFailure()).isEqualTo(Verdict.SUPERSEDED);
        assertThat(aps().status("", ask.application()).status()).isEqualTo(Status.RUNNING);
    }

    @Scenario
    default void theSecondForcedUndeploymentTakesThePlaceOfTheFirst() throws Exception {
        var ask = Ask.of(engine().name("twice")).erp("erp:never-ends");
        deploy(ask);
        var told = new Told();
        var brief = Duration.ofMinutes(1);
        var first = aps().undeploy(ask.undeploy(true, brief), told);
        told.await(DeployEvent.ObjectRemoved.class::isInstance);
        var second = Results.of(engine().open("forcer").undeploy(ask.undeploy(true, brief), DeployListener.SILENT));
        assertThat(second.verdict()).as(second.reason()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(Results.failure(first).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(told.awaitFailure()).isEqualTo(Verdict.SUPERSEDED);
        assertThat(isGone(ask.application())).isTrue();
    }

    @Scenario
    default void twoForcedUndeploymentsAtTheSameMomentLeaveNothing() throws Exception {
        var ask = Ask.of(engine().name("both-force"));
        deploy(ask);
        var doors = List.of(aps(), engine().open("force-a"), engine().open("force-b"));
        var removals = doors.stream()
                .map(door -> door.undeploy(ask.undeploy(true), DeployListener.SILENT))
                .toList();
        var gone = 0;
        for (var removal : removals) {
            try {
                var result = Results.of(removal);
                assertThat(result.verdict()).as(result.reason()).isEqualTo(UndeployResult.Outcome.GONE);
                gone++;
            } catch (ApsException superseded) {
                assertThat(superseded).hasMessageContaining("another operation took its place");
            }
        }
        assertThat(gone).as("one of them did it").isPositive();
        assertThat(isGone(ask.application())).isTrue();
        assertThat(aps().status("", ask.application()).status()).isEqualTo(Status.NOT_DEPLOYED);
    }

    @Scenario
    default void twentyAtOnceOnOneApplicationLeaveIt() throws Exception {
        var ask = Ask.of(engine().name("crowded"));
        var doors = List.of(aps(), engine().open("crowd-a"), engine().open("crowd-b"));
        var operations = new ArrayList<Operation<Instance>>();
        for (int i = 0; i < MANY; i++) {
            var each = ask.erp("erp:" + (1 + i % 3));
            operations.add(doors.get(i % doors.size()).deploy(each.request(), DeployListener.SILENT));
        }
        var images = new TreeMap<Integer, Set<String>>();
        var made = new ArrayList<Integer>();
        for (int i = 0; i < MANY; i++) {
            var instance = Results.of(operations.get(i));
            var version = instance.applicationVersion();
            images.computeIfAbsent(version, v -> new HashSet<>()).add("erp:" + (1 + i % 3));
            if (!instance.changes().stream().allMatch(c -> c.action() == Change.Action.UNCHANGED)) {
                made.add(version);
            }
        }
        assertThat(made).as("each version is one operation's").doesNotHaveDuplicates();
        assertThat(made.stream().sorted()).as("none is left out").containsExactlyElementsOf(images.keySet());
        assertThat(images.keySet()).first().isEqualTo(1);
        assertThat(images.lastKey()).isEqualTo(images.size());
        assertThat(images.values()).as("what a version is, all say alike").allMatch(same -> same.size() == 1);
        var instance = aps().status("", ask.application());
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.operation().verdict()).isEqualTo(Verdict.SUCCEEDED);
        assertThat(instance.applicationVersion()).isEqualTo(images.lastKey());
        assertThat(images.lastEntry().getValue()).containsExactly(image(ask.application()));
        recordIsTrue(ask.application());
        assertThat(deploy(ask.erp(image(ask.application()))).changes())
                .as("what is recorded is what there is")
                .allMatch(change -> change.action() == Change.Action.UNCHANGED);
    }

    @Scenario
    default void twentyApplicationsAtOnceAreNotDelayedByOneThatIsStuck() throws Exception {
        var stuckAsk =
                Ask.of(engine().name("many-stuck")).erp("erp:unschedulable").within(Duration.ofMinutes(2));
        var told = new Told();
        var stuck = aps().deploy(stuckAsk.request(), told);
        told.awaitWritten("connector-erp");
        var others = IntStream.range(0, MANY)
                .mapToObj(i -> aps().deploy(Ask.of(engine().name("many-" + i)).request(), DeployListener.SILENT))
                .toList();
        for (var operation : others) {
            assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
        }
        assertThat(stuck.result()).as("the others did not wait for it").isNotDone();
        stuck.stop();
        Results.failure(stuck);
        assertThat(told.awaitFailure()).isEqualTo(Verdict.ABORTED);
        for (int i = 0; i < MANY; i++) {
            recordIsTrue(engine().name("many-" + i));
        }
        assertThat(aps().statuses("").stream()
                        .filter(instance -> instance.application().startsWith(engine().name("many-")))
                        .filter(instance -> instance.status() == Status.RUNNING))
                .hasSize(MANY);
        removeAll(aps(), MANY);
    }

    /** So that what follows has the machine for itself. */
    private void removeAll(Aps aps, int count) throws Exception {
        var removals = IntStream.range(0, count)
                .mapToObj(i -> aps.undeploy(Ask.of(engine().name("many-" + i)).undeploy(false), DeployListener.SILENT))
                .toList();
        for (var removal : removals) {
            Results.of(removal);
        }
    }
}
