package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written.Outcome;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Entry;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.cluster.RecordStore.StaleRecordException;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole client on the cluster in this process. */
class KubernetesClusterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");

    private static final Known NOTHING = new Known("", "", 0, Set.of());

    private EmbeddedCluster embedded;
    private ClusterClient cluster;

    @BeforeEach
    void open() {
        embedded = EmbeddedCluster.start();
        cluster = open("door-a", Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        cluster.close();
        embedded.close();
    }

    @Test
    void makesChangesKeepsAndRemovesObjects() {
        assertThat(cluster.write(namespace(), "op1", NOTHING).outcome()).isEqualTo(Outcome.CREATED);
        var made = cluster.write(map("blue"), "op1", NOTHING);
        assertThat(made.outcome()).isEqualTo(Outcome.CREATED);
        var known = new Known(made.uid(), "blue", 0, Set.of());
        assertThat(cluster.write(map("blue"), "op2", known).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(Labels.operation(cluster.find(map("blue").ref()).orElseThrow()))
                .isEqualTo("op1");
        assertThat(cluster.write(map("red"), "op2", known).outcome()).isEqualTo(Outcome.CONFIGURED);
        assertThat(Labels.operation(cluster.find(map("red").ref()).orElseThrow()))
                .isEqualTo("op2");
        cluster.delete(map("red").ref(), made.uid());
        assertThat(cluster.find(map("red").ref())).isEmpty();
        cluster.delete(map("red").ref(), made.uid());
        assertThat(cluster.write(map("red"), "op3", known).outcome()).isEqualTo(Outcome.CREATED);
    }

    @Test
    void leavesAFieldToWhoChangedItAndNamesThem() {
        cluster.write(namespace(), "op1", NOTHING);
        var made = cluster.write(deployment(), "op1", NOTHING);
        var known = new Known(made.uid(), "h", 1, Set.of());
        edit("{\"spec\":{\"replicas\":3}}");
        assertThatThrownBy(() -> cluster.write(deployment(), "op2", known))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("Deployment/rb")
                .hasMessageContaining(".spec.replicas conflict with \"kubectl-edit\"")
                .hasMessageContaining("Set that back with the same tool");
        edit("{\"spec\":{\"replicas\":2}}");
        assertThat(cluster.write(deployment(), "op3", known).outcome()).isEqualTo(Outcome.UNCHANGED);
        cluster.delete(deployment().ref(), made.uid());
        assertThat(cluster.write(deployment(), "op4", known).outcome()).isEqualTo(Outcome.CREATED);
    }

    /** As {@code kubectl edit} does. */
    private void edit(String patch) {
        try (var client = embedded.client()) {
            var context = new PatchContext.Builder()
                    .withPatchType(PatchType.JSON_MERGE)
                    .withFieldManager("kubectl-edit")
                    .build();
            client.apps().deployments().inNamespace("holiday").withName("rb").patch(context, patch);
        }
    }

    @Test
    void readsWhatCanBeJudgedAndSeesItChangeByWatch() throws InterruptedException {
        var woken = new Semaphore(0);
        try (var watched = cluster.watch("holiday", woken::release)) {
            await(woken, watched::synced);
            cluster.write(namespace(), "op1", NOTHING);
            cluster.write(deployment(), "op1", NOTHING);
            await(woken, () -> ready(watched.objects()));
            assertThat(watched.trouble()).isEmpty();
            assertThat(watched.objects())
                    .extracting(HasMetadata::getKind)
                    .contains("Namespace", "Deployment", "ReplicaSet", "Pod");
            assertThat(watched.objects())
                    .allMatch(object -> object.getMetadata().getManagedFields().isEmpty());
            assertThat(names(cluster.read("holiday"))).containsExactlyInAnyOrderElementsOf(names(watched.objects()));
            assertThat(names(cluster.readAll())).containsAll(names(watched.objects()));
            assertThat(cluster.read("other")).isEmpty();
        }
    }

    @Test
    void whatCarriesAnApplicationsLabelsInAnotherNamespaceIsNotItsOwn() throws InterruptedException {
        var woken = new Semaphore(0);
        try (var client = embedded.client();
                var watched = cluster.watch("holiday", woken::release);
                var forger = cluster.watch("aaa", woken::release)) {
            cluster.write(namespace(), "op1", NOTHING);
            client.resource(new NamespaceBuilder((Namespace) namespace().body())
                            .editMetadata()
                            .withName("aaa")
                            .endMetadata()
                            .build())
                    .create();
            client.resource(new DeploymentBuilder((Deployment) deployment().body())
                            .editMetadata()
                            .withNamespace("aaa")
                            .endMetadata()
                            .build())
                    .create();
            cluster.write(deployment(), "op1", NOTHING);
            await(woken, () -> ready(watched.objects()));
            assertThat(watched.objects())
                    .extracting(o -> o instanceof Namespace
                            ? o.getMetadata().getName()
                            : o.getMetadata().getNamespace())
                    .containsOnly("holiday");
            assertThat(forger.objects()).isEmpty();
        }
    }

    @Test
    void lacksNoRightWhereEverythingIsAllowed() {
        assertThat(cluster.missingRights("holiday")).isEmpty();
    }

    @Test
    void neverThrowsForEventsAndLogs() {
        assertThat(cluster.events("nowhere", "Pod", "none", 5)).isEmpty();
        assertThat(cluster.log("nowhere", "none", "", 5)).isEmpty();
    }

    @Test
    void tellsWhyAReplicaSetOfADeploymentCanNotMakeItsPods() {
        cluster.write(namespace(), "op1", NOTHING);
        try (var client = embedded.client()) {
            client.resource(new io.fabric8.kubernetes.api.model.EventBuilder()
                            .withNewMetadata()
                            .withName("rb-6f.1")
                            .withNamespace("holiday")
                            .endMetadata()
                            .withNewInvolvedObject()
                            .withKind("ReplicaSet")
                            .withName("rb-6f")
                            .withNamespace("holiday")
                            .endInvolvedObject()
                            .withReason("FailedCreate")
                            .withMessage("pods \"rb-6f-x\" is forbidden: exceeded quota: q")
                            .build())
                    .create();
        }
        assertThat(cluster.events("holiday", "Deployment", "rb", 5))
                .containsExactly("FailedCreate: pods \"rb-6f-x\" is forbidden: exceeded quota: q [ReplicaSet/rb-6f]");
    }

    @Test
    void keepsARecordAndNoticesThatSomebodyElseWroteIt() throws StaleRecordException {
        var records = cluster.records();
        assertThat(records.find("holiday")).isEmpty();
        var created = records.create(record("holiday", 400, 30));
        var read = records.find("holiday").orElseThrow();
        assertThat(read.resourceVersion()).isEqualTo(created.resourceVersion());
        assertThat(read.inventory()).hasSize(400).contains(item(7));
        assertThat(read.operations()).hasSize(ApplicationRecord.KEPT_OPERATIONS);
        assertThat(read.operations().get(0).summary().reason()).hasSizeLessThan(RecordJson.LONGEST_REASON + 10);
        assertThat(read.owner()).isEqualTo(new Owner("door-a", "op0", 7));
        assertThatThrownBy(() -> records.create(record("holiday", 1, 1))).isInstanceOf(StaleRecordException.class);
        records.update(with(read, new Owner("door-b", "op9", 8)));
        assertThatThrownBy(() -> records.update(with(read, new Owner("door-c", "op10", 8))))
                .isInstanceOf(StaleRecordException.class);
        assertThat(records.all()).extracting(Entry::application).containsExactly("holiday");
    }

    @Test
    void aRecordKeepsTheStartOfItsOwnerAndAnOldOneIsReadWithout() throws Exception {
        var owner = new Owner(new Holder("door-b", "second"), "op9", 8);
        var created = cluster.records().create(with(record("holiday", 1, 1), owner));
        assertThat(cluster.records().find("holiday").orElseThrow().owner()).isEqualTo(owner);
        var old = RecordJson.application(created).replace(",\"incarnation\":\"second\"", "");
        assertThat(old).doesNotContain("second");
        assertThat(RecordJson.read(old, "[]", "1").owner()).isEqualTo(new Owner("door-b", "op9", 8));
    }

    @Test
    void aRecordIsCurrentUntilSomebodyWritesOrRemovesIt() throws StaleRecordException {
        var records = cluster.records();
        var created = records.create(record("holiday", 1, 1));
        assertThat(records.isCurrent(created)).isTrue();
        var updated = records.update(with(created, new Owner("door-b", "op9", 8)));
        assertThat(records.isCurrent(created)).isFalse();
        assertThat(records.isCurrent(updated)).isTrue();
        records.delete(updated);
        assertThat(records.isCurrent(updated)).isFalse();
    }

    @Test
    void aRecordOf400ObjectsIsFarFromTheLimitOfAConfigMap() {
        var record = record("holiday", 400, 20);
        var size = RecordJson.application(record).length()
                + RecordJson.inventory(record.inventory()).length();
        assertThat(size).isLessThan(250_000);
    }

    @Test
    void keepsTheLastTenVersionsAndRemovesAllWithTheRecord() throws StaleRecordException {
        var records = cluster.records();
        var record = records.create(record("holiday", 1, 1));
        for (int version = 1; version <= 12; version++) {
            records.keep("holiday", version, new Kept("{\"v\":" + version + "}", "{}"), 0);
        }
        records.keep("holiday", 12, new Kept("{\"v\":12}", "{}"), 0);
        assertThatThrownBy(() -> records.keep("holiday", 12, new Kept("{}", "{}"), 0))
                .hasMessageContaining("a version number is never used twice");
        assertThat(records.kept("holiday", 2)).isEmpty();
        assertThat(records.kept("holiday", 3)).contains(new Kept("{\"v\":3}", "{}"));
        records.delete(record);
        assertThat(records.find("holiday")).isEmpty();
        assertThat(records.kept("holiday", 12)).isEmpty();
    }

    @Test
    void keptVersionsAreToldByTheirNumbersWhateverElseSaysThatItIsOne() {
        var records = cluster.records();
        records.keep("holiday", 2, new Kept("{}", "{}"), 0);
        records.keep("holiday", 10, new Kept("{}", "{}"), 0);
        for (var strange : List.of("2147483647", "99999999999", "011", "0", "x")) {
            version("app-holiday.v" + strange);
        }
        version("app-holiday.v3");
        assertThat(records.keptVersions("holiday"))
                .extracting(each -> each.number().orElse(0), each -> each.kept().isPresent())
                .containsExactly(
                        tuple(2, true),
                        tuple(3, false),
                        tuple(10, true),
                        tuple(0, false),
                        tuple(0, false),
                        tuple(0, false),
                        tuple(0, false),
                        tuple(0, false));
        records.keep("holiday", 13, new Kept("{}", "{}"), 0);
        assertThat(records.keptVersions("holiday"))
                .as("2 and 3 are older than the last ten; what is no version stays")
                .extracting(each -> each.number().orElse(0))
                .containsExactly(10, 13, 0, 0, 0, 0, 0);
    }

    private void version(String name) {
        try (var client = embedded.client()) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .withNamespace("aps-platform")
                            .addToLabels(Labels.MANAGED_BY, Labels.US)
                            .addToLabels(Labels.PART_OF, "holiday")
                            .addToLabels(Labels.RECORD, "version")
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    @Test
    void aNumberThatIsNoVersionsMakesARecordUnreadable() throws StaleRecordException {
        cluster.records().create(record("good", 1, 1));
        for (var each : Map.of("a", "2147483648", "b", "-1", "c", "1000000000").entrySet()) {
            damaged(
                    "app-" + each.getKey(),
                    "{\"application\": \"" + each.getKey() + "\", \"currentVersion\": " + each.getValue() + "}");
            assertThatThrownBy(() -> cluster.records().find(each.getKey()))
                    .hasMessageContaining("field 'currentVersion' is not the number of a version");
        }
    }

    @Test
    void deletesOnlyTheRecordThatWasRead() throws StaleRecordException {
        var records = cluster.records();
        var read = records.create(record("holiday", 1, 1));
        records.keep("holiday", 1, new Kept("{}", "{}"), 0);
        records.update(with(read, new Owner("door-b", "op9", 8)));
        assertThatThrownBy(() -> records.delete(read)).isInstanceOf(StaleRecordException.class);
        assertThat(records.find("holiday")).isPresent();
        assertThat(records.kept("holiday", 1)).isPresent();
        records.delete(records.find("holiday").orElseThrow());
        records.delete(read);
        assertThat(records.find("holiday")).isEmpty();
    }

    @Test
    void anUnreadableRecordIsToldWithWhatToDoAndHidesNoOther() throws StaleRecordException {
        cluster.records().create(record("good", 1, 1));
        damaged("app-holiday", "{nonsense");
        assertThatThrownBy(() -> cluster.records().find("holiday"))
                .hasMessageContaining("app-holiday")
                .hasMessageContaining("application.json is not JSON")
                .hasMessageContaining("delete namespace 'holiday'");
        assertThat(cluster.records().all()).extracting(Entry::application).containsExactly("good", "holiday");
        assertThat(cluster.records().all().get(0).problem()).isEmpty();
        assertThat(cluster.records().all().get(1).problem()).contains("application.json is not JSON");
    }

    @Test
    void aRecordUnderAnotherApplicationsNameIsUnreadable() throws StaleRecordException {
        cluster.records().create(record("good", 1, 1));
        damaged("app-holiday", "{\"application\":\"good\"}");
        assertThat(cluster.records().look("holiday").orElseThrow().problem()).contains("it is of application 'good'");
    }

    @Test
    void anApplicationMayBeNamedAsAVersionOfAnother() throws StaleRecordException {
        var records = cluster.records();
        records.create(record("holiday-v1", 1, 1));
        var record = records.create(record("holiday", 1, 1));
        records.keep("holiday", 1, new Kept("{}", "{}"), 0);
        assertThat(records.find("holiday-v1")).isPresent();
        records.delete(record);
        assertThat(records.find("holiday-v1")).isPresent();
    }

    private void damaged(String name, String json) {
        try (var client = embedded.client()) {
            var broken = new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace("aps-platform")
                    .addToLabels(Labels.MANAGED_BY, Labels.US)
                    .addToLabels(Labels.RECORD, "application")
                    .endMetadata()
                    .addToData("application.json", json)
                    .addToData("inventory.json", "[]")
                    .build();
            client.resource(broken).create();
        }
    }

    @Test
    void aDoorIsOpenWhileItsLeaseIsThereAndGoneAfterwards() {
        try (var other = open("door-b", Duration.ofSeconds(30))) {
            assertThat(cluster.doors().mayWrite()).isFalse();
            assertThat(other.doors().life(new Owner("door-a", "op0", 1), here -> false))
                    .isEqualTo(Doors.Life.GONE);
            cluster.doors().open();
            assertThat(cluster.doors().mayWrite()).isTrue();
            assertThat(other.doors().life(new Owner("door-a", "op0", 1), here -> false))
                    .isNotEqualTo(Doors.Life.GONE);
            cluster.doors().close();
            assertThat(cluster.doors().mayWrite()).isFalse();
            assertThat(other.doors().life(new Owner("door-a", "op0", 1), here -> false))
                    .isEqualTo(Doors.Life.GONE);
        }
    }

    private ClusterClient open(String door, Duration takeover) {
        var credential = new ClusterCredential.Kubeconfig(new SecretValue(embedded.kubeconfig()), "", false);
        var settings = new ClusterSettings("default", "", "", () -> credential, "aps-platform", "", "activiti-7");
        return KubernetesCluster.open(settings, door, takeover);
    }

    private static void await(Semaphore woken, BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            assertThat(woken.tryAcquire(10, TimeUnit.SECONDS))
                    .as("woken in time")
                    .isTrue();
        }
    }

    private static boolean ready(List<HasMetadata> objects) {
        return objects.stream()
                        .anyMatch(object -> object instanceof Deployment deployment
                                && deployment.getStatus() != null
                                && Integer.valueOf(2)
                                        .equals(deployment.getStatus().getReadyReplicas()))
                && objects.stream().filter(Pod.class::isInstance).count() == 2;
    }

    private static List<String> names(List<HasMetadata> objects) {
        return objects.stream()
                .map(object -> object.getKind() + "/" + object.getMetadata().getName())
                .toList();
    }

    private static ApplicationRecord record(String application, int objects, int operations) {
        var recorded = new ArrayList<RecordedOperation>();
        for (int i = 0; i < operations; i++) {
            var summary = new OperationSummary(
                    "op" + i, OperationType.DEPLOY, Phase.APPLYING, NOW, null, null, "ann", "", "x".repeat(5000));
            recorded.add(new RecordedOperation(summary, 1, "holiday/1"));
        }
        var inventory = new ArrayList<Item>();
        for (int i = 0; i < objects; i++) {
            inventory.add(item(i));
        }
        return new ApplicationRecord(
                application,
                "u0",
                "holiday",
                "holiday/1",
                "activiti-7",
                1,
                0,
                NOW,
                NOW,
                new Owner("door-a", "op0", 7),
                recorded,
                inventory,
                "");
    }

    private static ApplicationRecord with(ApplicationRecord record, Owner owner) {
        return new ApplicationRecord(
                record.application(),
                record.namespaceUid(),
                record.project(),
                record.release(),
                record.catalog(),
                record.currentVersion(),
                record.lastGoodVersion(),
                record.createdAt(),
                NOW,
                owner,
                record.operations(),
                record.inventory(),
                record.resourceVersion());
    }

    private static Item item(int number) {
        var ref = new ObjectRef("apps/v1", "Deployment", "holiday", "connector-number-" + number);
        return new Item(ref, "c0ffee00-0000-4000-8000-0000000000" + number, "a".repeat(64), 3, "7654321", 4);
    }

    private static PlannedObject namespace() {
        var body = new NamespaceBuilder()
                .withNewMetadata()
                .withName("holiday")
                .withLabels(labels())
                .endMetadata()
                .build();
        return new PlannedObject(new ObjectRef("v1", "Namespace", "", "holiday"), body, "h", PlannedObject.Mode.APPLY);
    }

    private static PlannedObject map(String colour) {
        var body = new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace("holiday")
                .withLabels(labels())
                .endMetadata()
                .addToData("colour", colour)
                .build();
        var ref = new ObjectRef("v1", "ConfigMap", "holiday", "settings");
        return new PlannedObject(ref, body, colour, PlannedObject.Mode.APPLY);
    }

    private static PlannedObject deployment() {
        var body = new DeploymentBuilder()
                .withNewMetadata()
                .withName("rb")
                .withNamespace("holiday")
                .withLabels(labels())
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .addToMatchLabels("app.kubernetes.io/name", "rb")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels())
                .addToLabels("app.kubernetes.io/name", "rb")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("rb")
                .withImage("example/rb:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        var ref = new ObjectRef("apps/v1", "Deployment", "holiday", "rb");
        return new PlannedObject(ref, body, "h", PlannedObject.Mode.APPLY);
    }

    private static Map<String, String> labels() {
        return Map.of(Labels.MANAGED_BY, Labels.US, Labels.PART_OF, "holiday");
    }
}
