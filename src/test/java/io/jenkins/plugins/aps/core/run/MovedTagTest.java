package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Descriptor;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release that is deployed again, and names another commit by now. */
class MovedTagTest {
    private final World world = new World(new FakeCluster("door-a"));
    private String commit = "aaaa";
    private int version = 1;

    @BeforeEach
    void deploy() {
        world.preparation = () -> {
            var descriptor = new Descriptor(
                    "holiday",
                    "default",
                    "holiday",
                    "id",
                    version,
                    commit,
                    Access.NONE,
                    List.of(),
                    List.of(),
                    "activiti-7");
            var text = "{\"projectName\": \"holiday\", \"releaseVersion\": \"" + version + "\", \"commit\": \"" + commit
                    + "\"}";
            return new Prepared(
                    descriptor,
                    new Kept(text, "{}"),
                    List.of(),
                    world.prepared(commit).plans());
        };
        ran("op-1");
        world.events.clear();
    }

    private void ran(String id) {
        var run = world.deploy(id);
        world.cluster.show("Ingress");
        world.run();
        assertThat(run.result()).isCompleted();
        world.end(run);
    }

    private List<String> notices() {
        return world.told(DeployEvent.Notice.class).stream()
                .map(DeployEvent.Notice::text)
                .toList();
    }

    @Test
    void isToldOnceWithBothCommits() {
        commit = "bbbb";
        ran("op-2");
        assertThat(notices())
                .singleElement()
                .asString()
                .contains("holiday/1 is not the one that was deployed before", "aaaa to bbbb");
    }

    @Test
    void isToldInADryRunToo() {
        commit = "bbbb";
        world.dryRun = true;
        world.deploy("op-2");
        assertThat(notices()).hasSize(1);
    }

    @Test
    void theSameCommitAndAnotherReleaseAreNothingToTell() {
        ran("op-2");
        version = 2;
        commit = "cccc";
        ran("op-3");
        assertThat(notices()).isEmpty();
    }
}
