package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A password that is gone is missed while anything needs it, and made anew where nothing does. */
class GeneratedPasswordTest {
    private static final List<String> HELD = List.of("example.org/hold");
    private static final ObjectRef NAMESPACE = new ObjectRef("v1", "Namespace", "", "holiday");
    private static final ObjectRef SETTINGS = new ObjectRef("v1", "ConfigMap", "holiday", "settings");

    private final World world = new World(new FakeCluster("door-a"));
    private final FakeCluster cluster = world.cluster;

    @BeforeEach
    void deploy() {
        world.keepsData = true;
        world.status = () -> World.instance(Status.RUNNING);
        // The watches show what is written.
        world.listener = event -> {
            if (event instanceof DeployEvent.ObjectApplied) {
                cluster.shown.clear();
                cluster.shown.addAll(cluster.state.objects.values());
            }
        };
        assertThat(deploys("op-1").result()).isCompleted();
    }

    private DeployRun deploys(String operation) {
        var run = world.deploy(operation);
        world.pass(2);
        world.end(run);
        return run;
    }

    private ApplicationRecord record() {
        return cluster.state.records.get("holiday");
    }

    private HasMetadata live(ObjectRef ref) {
        return cluster.state.objects.get(ref);
    }

    /** Ends as stuck: something of the wave of the password is held. */
    private void undeployWhile(ObjectRef held) {
        live(held).getMetadata().setFinalizers(HELD);
        var run = world.undeploy("op-2", false);
        world.time.pass(Duration.ofMinutes(11));
        assertThat(run.result().getNow(null).verdict()).isEqualTo(Outcome.STUCK);
        world.end(run);
        assertThat(live(World.PASSWORD)).isNull();
    }

    /** Nobody holds it any more: what is being deleted goes. */
    private void release(ObjectRef held) {
        live(held).getMetadata().setFinalizers(List.of());
        cluster.remnants.settle();
    }

    private void isMissed(String operation) {
        var run = deploys(operation);
        assertThat(World.error(run).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(World.error(run).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("Secret/database-password has vanished"));
        assertThat(live(World.PASSWORD)).isNull();
    }

    private void isMadeAnew(String operation) {
        var before = cluster.done.size();
        var run = deploys(operation);
        assertThat(run.result()).isCompleted();
        assertThat(cluster.done.subList(before, cluster.done.size())).contains("write Secret");
        assertThat(run.result().join().changes()).anySatisfy(change -> {
            assertThat(change.object()).isEqualTo(World.PASSWORD);
            assertThat(change.action()).isEqualTo(Change.Action.CREATED);
        });
        var uid = live(World.PASSWORD).getMetadata().getUid();
        assertThat(record().inventory())
                .filteredOn(item -> item.ref().equals(World.PASSWORD))
                .extracting(Item::uid)
                .containsExactly(uid);
    }

    @Test
    void isMissedAfterAStuckUndeploymentThatLeftTheVolume() {
        undeployWhile(SETTINGS);
        release(SETTINGS);
        assertThat(live(World.VOLUME)).as("data goes last").isNotNull();
        isMissed("op-3");
    }

    @Test
    void isMadeAnewAfterAStuckUndeploymentWhoseVolumeSomebodyDeletedThen() {
        undeployWhile(SETTINGS);
        release(SETTINGS);
        isMissed("op-3");
        cluster.state.objects.remove(World.VOLUME);
        cluster.shown.clear();
        world.dryRun = true;
        assertThat(deploys("op-4").result()).isCompleted();
        assertThat(world.told(DeployEvent.Planned.class)).last().satisfies(planned -> assertThat(
                        planned.waves().get(1).objects())
                .anySatisfy(change -> {
                    assertThat(change.object()).isEqualTo(World.PASSWORD);
                    assertThat(change.action()).isEqualTo(Change.Action.CREATED);
                }));
        assertThat(live(World.PASSWORD)).as("a dry run makes none").isNull();
        world.dryRun = false;
        isMadeAnew("op-5");
    }

    /** An administrator made the namespace: volumes go by themselves then. */
    @Test
    void isMadeAnewAfterAnUndeploymentThatWasStuckOverTheVolumeItself() {
        live(NAMESPACE)
                .getMetadata()
                .setLabels(Map.of(
                        "aps.jenkins.io/prepared",
                        "true",
                        "app.kubernetes.io/managed-by",
                        "aps-deployer",
                        "app.kubernetes.io/part-of",
                        "holiday"));
        undeployWhile(World.VOLUME);
        isMissed("op-3");
        release(World.VOLUME);
        assertThat(live(World.VOLUME)).isNull();
        isMadeAnew("op-4");
    }

    @Test
    void isForgottenByAStuckUndeploymentThatLeftNoVolume() {
        cluster.state.objects.remove(World.VOLUME);
        undeployWhile(SETTINGS);
        assertThat(record().inventory()).extracting(Item::ref).doesNotContain(World.PASSWORD, World.VOLUME);
        release(SETTINGS);
        isMadeAnew("op-3");
    }

    @Test
    void isMissedWhileWhatKnowsItIsThere() {
        var database = new ObjectRef("apps/v1", "StatefulSet", "holiday", "database");
        var items = new ArrayList<>(record().inventory());
        items.add(new Item(database, "uid-database", "blue", 1, 2));
        cluster.state.records.put(
                "holiday",
                RecordEdits.end(record(), record().namespaceUid(), Verdict.SUCCEEDED, "", items, Records.T0)
                        .at(record().resourceVersion()));
        cluster.state.objects.put(
                database,
                new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName(database.name())
                        .withNamespace(database.namespace())
                        .withUid("uid-database")
                        .endMetadata()
                        .build());
        cluster.state.objects.remove(World.PASSWORD);
        cluster.state.objects.remove(World.VOLUME);
        isMissed("op-2");
        cluster.state.objects.remove(database);
        isMadeAnew("op-3");
    }

    /** Rights that somebody took away come back with the first write. */
    @Test
    void isMissedWhereNobodyMayLookWhetherItIsNeeded() {
        cluster.state.objects.remove(World.PASSWORD);
        cluster.state.objects.remove(World.VOLUME);
        cluster.before = what -> {
            if (what.startsWith("find ")) {
                throw new ApsException(ErrorCode.NOT_ALLOWED, "our account can't get it");
            }
        };
        isMissed("op-2");
        cluster.before = what -> {};
        isMadeAnew("op-3");
    }

    @Test
    void isNotLookedForWhereItIsSeen() {
        var before = cluster.done.size();
        assertThat(deploys("op-2").result()).isCompleted();
        assertThat(cluster.done.subList(before, cluster.done.size()))
                .doesNotContain("find Secret", "write Secret", "find PersistentVolumeClaim");
    }
}
