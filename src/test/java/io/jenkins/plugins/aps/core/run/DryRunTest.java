package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void tellsTheStatusThatTheApplicationHas() {
        world.cluster.state.records.put(
                "holiday", Records.of(new Owner("", "", 3), Records.ended("op-0", Verdict.FAILED)));
        world.status = () -> World.instance(Status.UNKNOWN);
        world.dryRun = true;
        assertThat(world.deploy("op-1").result()).isCompleted();
        assertThat(world.told(DeployEvent.OperationSucceeded.class).get(0).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(world.cluster.done).noneMatch(what -> what.startsWith("write") || what.startsWith("keep"));
    }

    @Test
    void plansOnAThreadThatMayTakeItsTime() {
        world.preparation = () -> {
            var good = world.prepared("blue");
            return new Prepared(good.descriptor(), good.kept(), good.secrets(), version -> {
                var frames = StackWalker.getInstance().walk(all -> all.map(StackWalker.StackFrame::getClassName)
                        .toList());
                assertThat(frames).doesNotContain(Turns.class.getName());
                return good.plans().apply(version);
            });
        };
        world.dryRun = true;
        assertThat(world.deploy("op-1").result()).isCompleted();
        world.dryRun = false;
        var run = world.deploy("op-2");
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
    }
}
