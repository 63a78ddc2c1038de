package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Preconditions;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Verdict;
import org.junit.jupiter.api.Test;

/** Who decided on an application as it was does not change what others made of it since. */
class PreconditionTest {
    private final World world = new World(new FakeCluster("door-a"));

    private int deployed(String operation) {
        var run = world.deploy(operation);
        world.cluster.show("Ingress");
        world.run();
        return run.result().getNow(null).applicationVersion();
    }

    private void assertRefused(DeployRun run, String where, String text) {
        var error = World.error(run);
        assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(error).hasMessageContaining(text).hasMessageContaining("Nothing was changed now");
        assertThat(error.problems()).extracting(Problem::where).containsExactly(where);
        assertThat(world.cluster.state.records.get("holiday").operationIds()).doesNotContain(run.id());
    }

    @Test
    void whatIsAsItWasSeenIsUpgraded() {
        var version = deployed("op-1");
        world.preconditions = new Preconditions(version, "op-1");
        world.preparation = () -> world.prepared("red");
        assertThat(deployed("op-2")).isEqualTo(version + 1);
    }

    @Test
    void anotherVersionIsAConflictThatNamesIt() {
        var seen = deployed("op-1");
        world.preparation = () -> world.prepared("red");
        deployed("op-2");

        world.preconditions = new Preconditions(seen, "op-1");
        world.preparation = () -> world.prepared("green");
        assertRefused(world.deploy("op-3"), "basedOnVersion", "it is version 2 of release holiday/1 now");
        world.dryRun = true;
        assertRefused(world.deploy("op-4"), "basedOnVersion", "last operation: upgrade by dora");
        world.dryRun = false;
        assertRefused(world.recall("op-5", OperationType.REDEPLOY, 0), "basedOnVersion", "it is version 2");
    }

    /** Undeployed and deployed anew it is version 1 again, and another application. */
    @Test
    void anotherOperationIsAConflictThoughTheVersionIsTheSame() {
        var seen = deployed("op-1");
        deployed("op-2");

        world.preconditions = new Preconditions(seen, "op-1");
        assertRefused(world.deploy("op-3"), "basedOnOperation", "last operation: ");
    }

    /** It would wait for a change that nobody saw. */
    @Test
    void anOperationThatBeganSinceIsAConflictAtOnce() {
        world.cluster.state.records.put(
                "holiday",
                Records.of(
                        new Owner("door-b", "op-2", 3),
                        Records.running("op-2"),
                        Records.ended("op-1", Verdict.SUCCEEDED)));
        world.ifRunning = IfRunning.WAIT;
        world.preconditions = new Preconditions(0, "op-1");
        assertRefused(world.deploy("op-3"), "basedOnOperation", "last operation: ");
    }

    @Test
    void whatIsGoneIsAConflict() {
        world.preconditions = new Preconditions(1, "op-1");
        var error = World.error(world.deploy("op-2"));
        assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(error).hasMessageContaining("it was undeployed");
        assertThat(world.cluster.state.records).isEmpty();
    }
}
