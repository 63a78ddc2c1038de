package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StaleWatchTest {
    private final World world = new World(new FakeCluster("door-a"));

    @Test
    void whatABrokenWatchShowsIsReadBeforeItCounts() {
        var run = world.deploy("op-1");
        world.cluster.trouble = "watching pods failed: HTTP 500";
        world.cluster.show("Ingress");
        world.cluster.state.objects.keySet().removeIf(ref -> ref.kind().equals("Ingress"));
        world.pass(5);
        assertThat(run.result()).isNotDone();
        assertThat(run.waitingFor()).contains("watching pods failed: HTTP 500");
    }

    @Test
    void aBrokenWatchDoesNotKeepTheApplicationFromRunning() {
        var run = world.deploy("op-1");
        world.cluster.trouble = "watching pods failed: HTTP 500";
        world.pass(2);
        assertThat(run.result()).isCompleted();
    }
}
