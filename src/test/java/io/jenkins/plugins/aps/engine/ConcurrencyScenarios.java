package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    default void twentyAtOnceOnOneApplicationLeaveIt() throws Exception {
        var ask = Ask.of(engine().name("crowded"));
        var doors = List.of(aps(), engine().open("crowd-a"), engine().open("crowd-b"));
        var operations = new ArrayList<Operation<Instance>>();
        for (int i = 0; i < MANY; i++) {
            var each = ask.erp("erp:" + (1 + i % 3));
            operations.add(doors.get(i % doors.size()).deploy(each.request(), DeployListener.SILENT));
        }
        var versions = new ArrayList<Integer>();
        for (var operation : operations) {
            var instance = Results.of(operation);
            assertThat(instance.changes()).isNotEmpty();
            versions.add(instance.applicationVersion());
        }
        assertThat(versions).contains(1);
        var instance = aps().status("", ask.application());
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.operation().verdict()).isEqualTo(Verdict.SUCCEEDED);
        var last = Integer.toString(instance.applicationVersion());
        assertThat(engine().client()
                        .configMaps()
                        .inNamespace(engine().place().platform())
                        .withName("app-" + ask.application() + ".v" + last)
                        .get())
                .as("version %s is kept", last)
                .isNotNull();
        var image = engine().client()
                .apps()
                .deployments()
                .inNamespace(ask.application())
                .withName("connector-erp")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
        assertThat(deploy(ask.erp(image)).changes())
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
