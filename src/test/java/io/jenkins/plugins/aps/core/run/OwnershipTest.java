package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.Holder;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose a namespace is, shown by whole operations on the cluster in this process. */
class OwnershipTest {
    private static final Known NOTHING = new Known("", "", 0, Set.of());

    private EmbeddedCluster embedded;
    private Installation ours;

    @BeforeEach
    void open() {
        embedded = EmbeddedCluster.start();
        ours = new Installation(embedded, "door-a", "aps-platform");
    }

    @AfterEach
    void close() {
        ours.close();
        embedded.close();
    }

    @Test
    void anotherInstallationIsRefusedEachTimeAndKeepsNoRecordOfIt() throws Exception {
        ours.deploy("op-1", "settings");
        var uid = ours.namespaceUid();
        try (var other = new Installation(embedded, "door-b", "aps-other")) {
            for (var operation : new String[] {"op-b1", "op-b2"}) {
                assertThatThrownBy(() -> other.deploy(operation, "settings"))
                        .isInstanceOfSatisfying(
                                ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                        .hasMessageContaining("its record is in namespace 'aps-platform'");
                assertThat(other.cluster().records().find("holiday")).isEmpty();
                assertThat(other.cluster().records().kept("holiday", 1)).isEmpty();
            }
            assertThatThrownBy(() -> other.forceUndeploy("op-b3"))
                    .hasMessageContaining("its record is in namespace 'aps-platform'");
        }
        assertThat(ours.namespaceUid()).isEqualTo(uid);
    }

    @Test
    void whatAKilledOperationMadeAndCouldNotRecordIsTakenOver() throws Exception {
        var killed = recordOf("op-0", "");
        ours.cluster().write(Installation.namespace(), "op-0", NOTHING);
        var uid = ours.namespaceUid();
        assertThat(killed.namespaceUid()).isEmpty();
        ours.deploy("op-1", "settings");
        assertThat(ours.namespaceUid()).isEqualTo(uid);
        assertThat(ours.cluster().records().find("holiday").orElseThrow().namespaceUid())
                .isEqualTo(uid);
    }

    @Test
    void aConflictAboutSomethingElseKeepsTheRecordOfWhatMayHaveBeenMade() throws Exception {
        recordOf("op-0", "");
        try (var killed = new Installation(embedded, "door-0", "aps-platform")) {
            killed.cluster().write(Installation.namespace(), "op-0", NOTHING);
        }
        try (var client = embedded.client()) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace("holiday")
                            .withName("settings")
                            .endMetadata()
                            .build())
                    .create();
        }
        assertThatThrownBy(() -> ours.deploy("op-0", "settings")).hasMessageContaining("exists and is not ours");
        assertThat(ours.cluster().records().find("holiday")).isPresent();
        assertThat(ours.forceUndeploy("op-1").verdict()).isEqualTo(Outcome.GONE);
        assertThat(ours.cluster().find(Installation.NAMESPACE)).isEmpty();
    }

    @Test
    void whatAKilledOperationMadeAndCouldNotRecordIsUndeployed() throws Exception {
        recordOf("op-0", "");
        ours.cluster().write(Installation.namespace(), "op-0", NOTHING);
        assertThat(ours.forceUndeploy("op-1").verdict()).isEqualTo(Outcome.GONE);
        assertThat(ours.cluster().find(Installation.NAMESPACE)).isEmpty();
        assertThat(ours.cluster().records().find("holiday")).isEmpty();
    }

    @Test
    void aRecordWhoseNamespaceWasNeverOursIsUndeployedWithoutIt() throws Exception {
        recordOf("op-0", "");
        ours.cluster().write(Installation.namespace(), "of-another", NOTHING);
        var uid = ours.namespaceUid();
        var undeployed = ours.forceUndeploy("op-1");
        assertThat(undeployed.verdict()).isEqualTo(Outcome.GONE);
        assertThat(undeployed.removed()).isEmpty();
        assertThat(undeployed.reason()).contains("is not ours");
        assertThat(ours.namespaceUid()).isEqualTo(uid);
        assertThat(ours.cluster().records().find("holiday")).isEmpty();
    }

    @Test
    void aNamespaceMadeAgainBySomebodyElseAfterOursWentCountsAsGone() throws Exception {
        recordOf("op-0", "c0ffee00-0000-4000-8000-000000000000");
        ours.cluster().write(Installation.namespace(), "of-another", NOTHING);
        var uid = ours.namespaceUid();
        assertThat(ours.forceUndeploy("op-1").verdict()).isEqualTo(Outcome.GONE);
        assertThat(ours.namespaceUid()).isEqualTo(uid);
    }

    @Test
    void whatAKilledOperationMadeAndNobodyWantsIsRemovedButNothingOfOthers() throws Exception {
        recordOf("op-0", "");
        var orphan = Installation.service("orphan");
        var foreign = Installation.service("foreign");
        ours.cluster().write(Installation.namespace(), "op-0", NOTHING);
        ours.cluster().write(orphan, "op-0", NOTHING);
        ours.cluster().write(foreign, "of-another", NOTHING);
        ours.deploy("op-1", "settings");
        assertThat(ours.cluster().find(orphan.ref())).isEmpty();
        assertThat(ours.cluster().find(foreign.ref())).isPresent();
        assertThat(ours.cluster().records().find("holiday").orElseThrow().inventory())
                .extracting(Item::ref)
                .containsExactly(
                        Installation.NAMESPACE, Installation.map("settings").ref());
    }

    @Test
    void undeployingADamagedRecordTouchesNothingAndSaysWhatToDo() throws Exception {
        ours.deploy("op-1", "settings");
        try (var client = embedded.client()) {
            client.configMaps()
                    .inNamespace("aps-platform")
                    .withName("app-holiday")
                    .edit(map -> new ConfigMapBuilder(map)
                            .addToData("application.json", "{nonsense")
                            .build());
        }
        assertThatThrownBy(() -> ours.forceUndeploy("op-2"))
                .hasMessageContaining("app-holiday")
                .hasMessageContaining("delete namespace 'holiday'");
        assertThat(ours.namespaceUid()).isNotEmpty();
    }

    @Test
    void aPreparedNamespaceInWhichAnotherInstallationDeploysIsRefusedBeforeAnythingIsWritten() throws Exception {
        prepare(Map.of());
        ours.deploy("op-1", "settings");
        try (var other = new Installation(embedded, "door-b", "aps-other")) {
            assertThatThrownBy(() -> other.deploy("op-b1", "other-settings"))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("is prepared, and in use already: ConfigMap/settings")
                    .hasMessageContaining("operation 'op-1', which our record does not know");
            assertThat(other.cluster().find(Installation.map("other-settings").ref()))
                    .isEmpty();
            assertThat(other.cluster().records().find("holiday")).isEmpty();
        }
        ours.deploy("op-2", "settings", "more");
    }

    @Test
    void aPreparedNamespaceMayNameTheInstallationThatItIsFor() throws Exception {
        prepare(Map.of("aps.jenkins.io/platform", "aps-platform"));
        try (var other = new Installation(embedded, "door-b", "aps-other")) {
            assertThatThrownBy(() -> other.deploy("op-b1", "settings"))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("prepared for another installation, whose platform namespace is"
                            + " 'aps-platform'; ours is 'aps-other'");
        }
        ours.deploy("op-1", "settings");
        assertThat(ours.cluster().find(Installation.map("settings").ref())).isPresent();
    }

    private void prepare(Map<String, String> more) {
        try (var client = embedded.client()) {
            client.resource(new NamespaceBuilder(
                                    (Namespace) Installation.namespace().body())
                            .editMetadata()
                            .addToLabels("aps.jenkins.io/prepared", "true")
                            .addToLabels(more)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    /** As an operation leaves it that was killed before it recorded more than what it intended. */
    @Test
    void anotherProjectDoesNotTakeTheName() throws Exception {
        var begun = RecordEdits.begin(
                Optional.empty(),
                new RecordEdits.Beginning(
                        "op-0", OperationType.DEPLOY, Phase.PLANNED, "dora", "", new Holder("door", ""), Records.T0),
                new RecordEdits.Intent("holiday", "greeting", "greeting/1", "activiti-7", 1, List.of()));
        ours.cluster().records().create(begun);
        assertThatThrownBy(() -> ours.deploy("op-1", "settings"))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("is of project 'greeting', not of 'holiday'");
        assertThat(ours.cluster().find(Installation.NAMESPACE)).isEmpty();
        assertThat(ours.cluster().records().find("holiday").orElseThrow().project())
                .isEqualTo("greeting");
    }

    private ApplicationRecord recordOf(String operation, String namespaceUid) throws StaleRecordException {
        var intended = Stream.of(
                        Installation.namespace(),
                        Installation.map("settings"),
                        Installation.service("orphan"),
                        Installation.service("foreign"))
                .map(PlannedObject::ref)
                .map(ref -> new Item(ref, "", "", 0, 0))
                .toList();
        var begun = RecordEdits.begin(
                Optional.empty(),
                new RecordEdits.Beginning(
                        operation,
                        OperationType.DEPLOY,
                        Phase.PLANNED,
                        "dora",
                        "",
                        new Holder("door-dead", ""),
                        Records.T0),
                new RecordEdits.Intent("holiday", "holiday", "holiday/1", "activiti-7", 1, intended));
        var known = RecordEdits.phase(begun, namespaceUid, Phase.APPLYING, intended, Records.T0);
        return ours.cluster().records().create(known);
    }
}
