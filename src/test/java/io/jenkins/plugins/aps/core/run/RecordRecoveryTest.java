package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Labelled;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.plan.ContentRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecordRecoveryTest {
    private static final ObjectRef NAMESPACE = new ObjectRef("v1", "Namespace", "", "holiday");
    private static final ObjectRef RB = new ObjectRef("apps/v1", "Deployment", "holiday", "rb");
    private static final ObjectRef EMAIL = new ObjectRef("apps/v1", "Deployment", "holiday", "connector-email");
    private static final AdoptRequest REQUEST = new AdoptRequest("op-9", "dora", "", "holiday", "", false, "", false);

    private final Map<ObjectRef, Labelled> objects = new HashMap<>();
    private final Set<String> pointed = new HashSet<>(Set.of("files-3"));
    private final TreeMap<Integer, RecordRecovery.Version> versions = new TreeMap<>();

    private final TreeSet<Integer> unreadable = new TreeSet<>();

    private void keep(int version, String content) {
        var kept = new Kept("{\"v\":" + version + "}", "{}").with(List.of(new ContentRef("ConfigMap", content, "")));
        var descriptor = new Descriptor(
                "holiday",
                "default",
                "expenses",
                "id",
                version,
                "c0ffee",
                Access.NONE,
                List.of(),
                List.of(),
                "activiti-7");
        versions.put(version, new RecordRecovery.Version(kept, descriptor));
    }

    private static ObjectRef map(String name) {
        return new ObjectRef("v1", "ConfigMap", "holiday", name);
    }

    private RecordRecovery recovery() {
        return new RecordRecovery(
                NAMESPACE, "ns-uid", Records.T0, objects, versions, unreadable, Map.of(EMAIL, 4), pointed);
    }

    private ApplicationRecord record() {
        return recovery().record(REQUEST, Records.T0.plusSeconds(60));
    }

    @Test
    void theHighestKeptVersionIsTheCurrentOneAndTheHighestWhoseContentIsThereTheGoodOne() {
        keep(3, "files-3");
        keep(4, "files-4");
        objects.put(map("files-3"), new Labelled("u1", "op-3", "expenses/3"));
        objects.put(RB, new Labelled("u2", "op-4", "expenses/4"));
        var record = record();
        assertThat(record.currentVersion()).isEqualTo(4);
        assertThat(record.lastGoodVersion()).isEqualTo(3);
        objects.put(map("files-4"), new Labelled("u3", "op-4", "expenses/4"));
        assertThat(record().lastGoodVersion()).as("its workloads never came").isEqualTo(3);
        assertThat(record().operations().get(0).summary().verdict()).isEqualTo(Verdict.UNKNOWN);
        pointed.add("files-4");
        assertThat(record().lastGoodVersion()).as("some came, and some did not").isZero();
        pointed.remove("files-3");
        assertThat(record().lastGoodVersion()).isEqualTo(4);
        assertThat(record().operations().get(0).summary().verdict()).isEqualTo(Verdict.SUCCEEDED);
        objects.remove(map("files-4"));
        assertThat(record.release()).isEqualTo("expenses/4");
        assertThat(record.project()).isEqualTo("expenses");
        assertThat(record.catalog()).isEqualTo("activiti-7");
        assertThat(record.namespaceUid()).isEqualTo("ns-uid");
        assertThat(RecordEdits.nextVersion(record))
                .as("no number is used twice")
                .isEqualTo(5);
    }

    @Test
    void everyObjectIsInItsInventoryByItsUidAndNothingIsTakenToBeAsItWasLeft() {
        keep(3, "files-3");
        objects.put(map("files-3"), new Labelled("u1", "op-3", ""));
        objects.put(RB, new Labelled("u2", "op-4", ""));
        objects.put(EMAIL, new Labelled("u3", "op-4", ""));
        assertThat(record().inventory())
                .extracting(Item::ref, Item::uid, Item::specHash, Item::wave, Item::content)
                .containsExactly(
                        tuple(NAMESPACE, "ns-uid", "", 0, false),
                        tuple(map("files-3"), "u1", "", 1, true),
                        tuple(RB, "u2", "", 3, false),
                        tuple(EMAIL, "u3", "", 4, false));
    }

    @Test
    void nobodyOwnsItAndItsOperationsAreTheAdoptionTheVersionsAndWhatMadeTheObjects() {
        keep(3, "files-3");
        keep(4, "files-4");
        objects.put(RB, new Labelled("u2", "op-4", ""));
        var record = record();
        assertThat(record.owner()).isEqualTo(new Owner("", "", 1));
        assertThat(record.operationIds()).containsExactlyInAnyOrder("op-9", "op-9-v3", "op-4");
        var last = record.operations().get(0);
        assertThat(last.summary().by()).isEqualTo("dora");
        assertThat(last.summary().verdict()).as("of version 4 not all is there").isEqualTo(Verdict.UNKNOWN);
        assertThat(record.agrees(4, versions.get(4).kept())).isTrue();
        assertThat(record.operations())
                .filteredOn(o -> o.applicationVersion() == 3)
                .extracting(RecordedOperation::kept)
                .containsExactly(versions.get(3).kept().digest());
        assertThat(record.agrees(3, new Kept("another", "{}"))).isFalse();
    }

    @Test
    void withoutAnyVersionTheObjectsTellTheRelease() {
        objects.put(RB, new Labelled("u2", "op-4", "expenses/9"));
        objects.put(EMAIL, new Labelled("u3", "op-5", "expenses/10"));
        var record = record();
        assertThat(record.release()).isEqualTo("expenses/10");
        assertThat(record.currentVersion()).isEqualTo(1);
        assertThat(record.lastGoodVersion()).isZero();
        objects.clear();
        assertThat(record().release()).isEmpty();
    }

    @Test
    void aNewerVersionThatCanNotBeReadKeepsItsNumberAndWhatRunsComesFirst() {
        keep(3, "files-3");
        keep(4, "files-4");
        unreadable.add(6);
        objects.put(map("files-4"), new Labelled("u3", "op-4", ""));
        assertThat(recovery().running()).isZero();
        assertThat(record().currentVersion())
                .as("nothing that can be read runs")
                .isEqualTo(4);
        objects.put(map("files-3"), new Labelled("u1", "op-3", ""));
        var record = record();
        assertThat(record.currentVersion()).isEqualTo(3);
        assertThat(record.release()).isEqualTo("expenses/3");
        assertThat(record.lastGoodVersion()).isEqualTo(3);
        assertThat(record.operations().get(0).summary().verdict())
                .as("version 6 may be what was begun last")
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(RecordEdits.nextVersion(record)).isEqualTo(7);
    }

    @Test
    void whereNoVersionCanBeReadTheHighestNumberIsTheCurrentOne() {
        unreadable.add(2);
        unreadable.add(5);
        objects.put(RB, new Labelled("u2", "op-4", "expenses/9"));
        var record = record();
        assertThat(record.currentVersion()).isEqualTo(5);
        assertThat(record.lastGoodVersion()).isZero();
        assertThat(RecordEdits.nextVersion(record)).isEqualTo(6);
    }

    @Test
    void onlyProjectAndNumberIsARelease() {
        objects.put(RB, new Labelled("u2", "op-4", "expenses/9"));
        for (var strange : List.of("expenses/99999999999", "expenses", "/", "expenses/010", "a/b/77", "Expenses/78")) {
            objects.put(EMAIL, new Labelled("u3", "op-5", strange));
            assertThat(record().release()).as(strange).isEqualTo("expenses/9");
        }
        objects.remove(RB);
        assertThat(record().release()).isEmpty();
    }

    @Test
    void aDigestIsOfOneStateOnly() {
        keep(3, "files-3");
        objects.put(RB, new Labelled("u2", "op-4", ""));
        var connectors = List.of(new Adoption.Connector("erp", "erp:1", "erp:1"));
        var digest = recovery().digest(List.of("a note"), connectors);
        assertThat(recovery().digest(List.of("a note"), connectors)).isEqualTo(digest);
        assertThat(recovery().digest(List.of("another"), connectors)).isNotEqualTo(digest);
        assertThat(recovery().digest(List.of("a note"), List.of(new Adoption.Connector("erp", "erp:1", "erp:2"))))
                .isNotEqualTo(digest);
        objects.put(RB, new Labelled("u9", "op-4", ""));
        assertThat(recovery().digest(List.of("a note"), connectors)).isNotEqualTo(digest);
        objects.put(RB, new Labelled("u2", "op-4", ""));
        keep(3, "files-4");
        assertThat(recovery().digest(List.of("a note"), connectors)).isNotEqualTo(digest);
    }

    @Test
    void anIncompleteOneIsKnownUntilSomethingElseComesAfterIt() {
        keep(3, "files-3");
        var begun = recovery().incompleteRecord(REQUEST, Records.T0);
        assertThat(RecordRecovery.isIncomplete(begun)).isTrue();
        assertThat(RecordRecovery.isAdopted(begun)).isFalse();
        assertThat(begun.operations().get(0).summary().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(RecordRecovery.isIncomplete(record())).isFalse();
        assertThat(RecordRecovery.isAdopted(record())).isTrue();
    }
}
