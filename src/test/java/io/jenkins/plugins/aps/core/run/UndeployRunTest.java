package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.ClusterClient.Unrecorded;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndeployRunTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void tellsThatItIsUnderWayAsSoonAsTheRecordSaysSo() {
        world.end(world.deploy("op-1"));
        world.events.clear();
        world.cluster.before = what -> {
            if (what.startsWith("delete")) {
                assertThat(world.told(DeployEvent.StatusChanged.class))
                        .extracting(DeployEvent.StatusChanged::status)
                        .containsExactly(Status.UNKNOWN);
            }
        };
        var run = world.undeploy("op-2", true);
        assertThat(run.result()).isCompleted();
        assertThat(world.told(DeployEvent.StatusChanged.class))
                .extracting(DeployEvent.StatusChanged::status)
                .containsExactly(Status.UNKNOWN, Status.NOT_DEPLOYED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoseRecordIsMissingIsRefusedWithWhyAndNothingIsMadeOrTouched(boolean force) {
        world.cluster.unrecorded = new Unrecorded(true, true, "platform namespace 'typo' has no record of it", "");
        var run = world.undeploy("op-1", force);
        var error = World.error(run);
        assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(error).hasMessageContaining("'typo' has no record of it").hasMessageContaining("not touched");
        assertThat(world.cluster.done)
                .as("its Lease would make the platform namespace")
                .doesNotContain("open door")
                .noneMatch(done -> done.startsWith("delete") || done.startsWith("write"));
    }

    @Test
    void oneThatIsNotThereIsGoneAndTellsThatNothingIsRecordedAnywhere() {
        world.cluster.unrecorded = new Unrecorded(false, false, "there is no platform namespace 'typo'", "");
        var result = world.undeploy("op-1", false).result().getNow(null);
        assertThat(result.verdict()).isEqualTo(Outcome.GONE);
        assertThat(result.reason()).isEqualTo("there is no platform namespace 'typo'");
    }

    @Test
    void aDryRunTellsWhatWouldGoAndTakesNeitherRecordNorLease() {
        world.end(world.deploy("op-1"));
        world.cluster.done.clear();
        world.dryRun = true;
        var result = world.undeploy("op-2", true).result().getNow(null);
        assertThat(result.verdict()).isEqualTo(Outcome.PLANNED);
        assertThat(result.plan()).isNotEmpty();
        assertThat(world.cluster.done)
                .doesNotContain("open door")
                .noneMatch(done -> done.startsWith("delete") || done.startsWith("write"));
    }

    @Test
    void endsInTimeThoughTheClusterNeverAnswersAgain() {
        world.end(world.deploy("op-1"));
        world.refuse("delete", ErrorCode.UNREACHABLE);
        var run = world.undeploy("op-2", true);
        world.time.pass(Duration.ofMinutes(9));
        assertThat(run.result()).isNotDone();
        world.time.pass(Duration.ofMinutes(2));
        assertThat(run.result()).isDone();
    }
}
