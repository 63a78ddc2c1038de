package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second deployment of the same: what is as it was left is not sent. */
class SkipTest {
    private static final ObjectRef MAP = new ObjectRef("v1", "ConfigMap", "holiday", "settings");

    private final FakeCluster cluster = new FakeCluster("door-a");
    private final World first = new World(cluster);
    private final World second = new World(cluster);

    @BeforeEach
    void deploy() {
        first.deploy("op-1");
        cluster.show("Ingress");
        first.run();
        cluster.show("Namespace");
        assertThat(cluster.done).contains("write Namespace", "write ConfigMap", "write Ingress", "keep version");
        cluster.done.clear();
    }

    @Test
    void nothingButItsBeginningAndItsEndIsWritten() {
        var run = second.deploy("op-2");
        assertThat(run.result()).isCompleted();
        assertThat(cluster.done.stream().filter(what -> !what.startsWith("read")))
                .containsExactly("rights", "check namespace", "open door", "write record", "write record");
        assertThat(changes()).containsOnly(Change.Action.UNCHANGED).hasSize(4);
        assertThat(run.result().join().applicationVersion()).isEqualTo(1);
    }

    @Test
    void watchedKindsAreNotAskedForAndOthersOnce() {
        second.deploy("op-2");
        assertThat(cluster.done.stream().filter("read metadata"::equals)).hasSize(1);
        assertThat(cluster.done.stream().filter("read record"::equals)).hasSize(1);
    }

    @Test
    void whatIsChangedInTheClusterIsWrittenAndTheRestIsNot() {
        cluster.state.objects.get(MAP).getMetadata().setResourceVersion("99");
        assertThat(second.deploy("op-2").result()).isCompleted();
        assertThat(written()).containsExactly("write ConfigMap");
    }

    @Test
    void whatIsGoneIsMadeAgain() {
        cluster.state.objects.remove(MAP);
        assertThat(second.deploy("op-2").result()).isCompleted();
        assertThat(written()).containsExactly("write ConfigMap");
    }

    @Test
    void aBrokenWatchProvesNothing() {
        cluster.trouble = "watching ingresses failed: HTTP 500";
        assertThat(second.deploy("op-2").result()).isCompleted();
        assertThat(cluster.done).contains("write Namespace");
        assertThat(written()).doesNotContain("write Ingress");
    }

    @Test
    void beforeTheFirstWriteTheRecordProvesThatItIsStillOurs() {
        cluster.state.objects.remove(MAP);
        cluster.before = what -> {
            var record = cluster.state.records.get("holiday");
            if (what.equals("look") && record.owner().operation().equals("op-2")) {
                cluster.state.records.put("holiday", record.at("of somebody else"));
            }
        };
        var run = second.deploy("op-2");
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(written()).isEmpty();
    }

    @Test
    void whatItSawAtItsEndNeedNotBeReadAgain() {
        var shown = second.deploy("op-2").result().join().shown().orElseThrow();
        assertThat(shown.record()).isEqualTo(cluster.state.records.get("holiday"));
        assertThat(shown.objects()).extracting(o -> o.getKind()).contains("Namespace", "Ingress");
        cluster.trouble = "watching ingresses failed: HTTP 500";
        assertThat(second.deploy("op-3").result().join().shown()).isEmpty();
    }

    private List<String> written() {
        return cluster.done.stream()
                .filter(what -> what.startsWith("write ") && !what.equals("write record"))
                .toList();
    }

    private List<Change.Action> changes() {
        return second.told(DeployEvent.ObjectApplied.class).stream()
                .map(event -> event.change().action())
                .toList();
    }
}
