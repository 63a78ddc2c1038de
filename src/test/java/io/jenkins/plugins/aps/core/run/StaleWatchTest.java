package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
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

    @Test
    void whatMayNotBeReadAnyMoreIsGoneWithItsNamespace() {
        var run = world.deploy("op-1");
        showIngressBeforeItsLatestChange();
        forbidReading();
        world.cluster.state.objects.keySet().removeIf(ref -> ref.kind().equals("Namespace"));
        world.cluster.trouble = "watching pods failed: HTTP 403";
        world.pass(5);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.FAILED);
        assertThat(World.error(run)).hasMessageContaining("somebody deleted it meanwhile");
    }

    @Test
    void whereTheNamespaceStaysWhatMayNotBeReadIsToldSo() {
        var run = world.deploy("op-1");
        showIngressBeforeItsLatestChange();
        forbidReading();
        world.cluster.trouble = "watching pods failed: HTTP 403";
        world.pass(5);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    private void showIngressBeforeItsLatestChange() {
        var ingress = world.cluster.state.objects.values().stream()
                .filter(Ingress.class::isInstance)
                .map(Ingress.class::cast)
                .findFirst()
                .orElseThrow();
        world.cluster.shown.add(new IngressBuilder(ingress)
                .editMetadata()
                .withGeneration(-1L)
                .endMetadata()
                .build());
        world.pass(1);
    }

    private void forbidReading() {
        world.cluster.before = what -> {
            if (what.equals("read objects")) {
                throw new ApsException(ErrorCode.NOT_ALLOWED, "our account cannot list pods");
            }
        };
    }
}
