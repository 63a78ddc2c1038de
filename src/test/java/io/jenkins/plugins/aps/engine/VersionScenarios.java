package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;

/** Back to what ran, and on with what was asked for. */
interface VersionScenarios extends Scenarios {
    @Scenario
    default void anUpgradeThatFailsGoesBackByItself() throws Exception {
        var ask = Ask.of(engine().name("back")).onFailure(FailurePolicy.ROLLBACK);
        deploy(ask);
        var told = new Told();
        var upgrade = ask.erp("erp:does-not-exist").within(Duration.ofSeconds(15));
        var failure = Results.failure(aps().deploy(upgrade.request(), told));
        assertThat(failure).hasMessageContaining("can't pull image").hasMessageContaining("it was rolled back");
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
        var first = Results.of(aps().rollback(ask.version(1), DeployListener.SILENT));
        assertThat(first.applicationVersion()).isEqualTo(5);
        assertThat(image(ask.application())).isEqualTo("erp:1");
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

    private String image(String application) {
        return engine().client()
                .apps()
                .deployments()
                .inNamespace(application)
                .withName("connector-erp")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }
}
