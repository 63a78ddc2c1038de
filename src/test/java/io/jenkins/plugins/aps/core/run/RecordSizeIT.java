package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.cluster.Holder;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlanRequest;
import io.jenkins.plugins.aps.core.plan.Planner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record stays within what a ConfigMap holds, however much there is to tell. */
class RecordSizeIT {
    private static final int CONNECTORS = 200;
    private static final int VARIABLES_EACH = 10;
    /** The last ten versions are kept, and the last good one: the first. */
    private static final int VERSIONS = 12;

    private static final int GOOD = 1;
    private static final int MIB = 1024 * 1024;
    private static final Catalog CATALOG = Catalogs.builtIn().get("activiti-7");

    private final Random random = new Random(7);
    private final EmbeddedCluster embedded = EmbeddedCluster.start();
    private final ClusterClient cluster = KubernetesCluster.open(
            new ClusterSettings(
                    "default",
                    "",
                    "",
                    () -> new ClusterCredential.Kubeconfig(new SecretValue(embedded.kubeconfig()), "", false),
                    "aps-platform",
                    "",
                    "activiti-7"),
            "door-a",
            Duration.ofSeconds(30));

    @AfterEach
    void close() {
        cluster.close();
        embedded.close();
    }

    @Test
    void isWithinAConfigMapWithTwoHundredConnectorsAndTwoThousandVariablesThatChangeWithEachVersion() throws Exception {
        Optional<ApplicationRecord> record = Optional.empty();
        for (int version = 1; version <= VERSIONS; version++) {
            record = Optional.of(deployed(record, version));
        }
        var read = cluster.records().find("holiday").orElseThrow();
        assertThat(read).isEqualTo(record.orElseThrow());
        assertThat(read.inventory()).hasSizeGreaterThan(3000);
        assertThat(read.operations()).hasSize(VERSIONS);
        assertThat(bytes("app-holiday")).isLessThan(MIB / 2);
        assertThat(bytes("app-holiday.v" + VERSIONS)).isLessThan(MIB / 2);
    }

    /** The record after a deployment that failed, with all that a reason may say. */
    private ApplicationRecord deployed(Optional<ApplicationRecord> found, int version) throws Exception {
        var descriptor = descriptor(version);
        var plan = Planner.plan(new PlanRequest(descriptor, version, project(), CATALOG, "https://gateway", secrets()));
        var inventory = found.map(Inventory::of).orElseGet(() -> new Inventory(List.of(), java.util.Set.of()));
        inventory.intend(plan);
        var garbage = Garbage.of(inventory, plan, cluster.records(), "holiday");
        var beginning = new RecordEdits.Beginning(
                "op-" + version,
                OperationType.UPGRADE,
                Phase.PLANNED,
                "dora",
                "holiday/deploy#" + version,
                new Holder("door-a", ""),
                Records.T0);
        var begun = RecordEdits.begin(
                found,
                beginning,
                new RecordEdits.Intent(
                        "holiday", "holiday", descriptor.release(), "activiti-7", version, inventory.items()));
        var stored = found.isPresent()
                ? cluster.records().update(begun)
                : cluster.records().create(begun);
        cluster.records()
                .keep("holiday", version, new Kept(DescriptorJson.write(descriptor), "{}").with(plan.content()), GOOD);
        plan.waves().forEach(wave -> write(wave, inventory));
        inventory.unwanted(plan, garbage).forEach(item -> inventory.removed(item.ref()));
        var verdict = version == GOOD ? Verdict.SUCCEEDED : Verdict.FAILED;
        return cluster.records()
                .update(RecordEdits.end(stored, uid(), verdict, noise(1000), inventory.items(), Records.T0));
    }

    private void write(Plan.Wave wave, Inventory inventory) {
        wave.objects()
                .forEach(object -> inventory.written(
                        object,
                        wave.index(),
                        new Written(
                                Written.Outcome.CREATED,
                                uid(),
                                object.isContent() ? 0 : 1 + random.nextInt(90),
                                String.valueOf(100_000_000 + random.nextInt(900_000_000)))));
    }

    private String uid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String noise(int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        return text.substring(0, length);
    }

    private Descriptor descriptor(int version) {
        var connectors = new ArrayList<Descriptor.Connector>();
        for (int i = 0; i < CONNECTORS; i++) {
            var variables = new TreeMap<String, String>();
            for (int j = 0; j < VARIABLES_EACH - 1; j++) {
                variables.put("VARIABLE_NUMBER_" + j, noise(40));
            }
            connectors.add(new Descriptor.Connector(
                    "connector-" + i,
                    "",
                    "registry.example.org/erp:1." + version,
                    variables,
                    Map.of("PASSWORD", "credential-" + i)));
        }
        return new Descriptor(
                "holiday",
                "default",
                "holiday",
                "id",
                version,
                "c0ffee",
                Access.NONE,
                connectors,
                List.of(),
                "activiti-7");
    }

    private Map<String, Map<String, SecretValue>> secrets() {
        var secrets = new TreeMap<String, Map<String, SecretValue>>();
        for (int i = 0; i < CONNECTORS; i++) {
            secrets.put("connector-" + i, Map.of("PASSWORD", new SecretValue("password " + i)));
        }
        return secrets;
    }

    private static Project project() {
        return new Project(
                "holiday",
                "3",
                "",
                Principals.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** As the API server counts them. */
    private int bytes(String name) {
        try (var client = embedded.client()) {
            ConfigMap map = client.configMaps()
                    .inNamespace("aps-platform")
                    .withName(name)
                    .get();
            var plain = map.getData() == null
                    ? 0
                    : map.getData().values().stream()
                            .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                            .sum();
            return plain
                    + map.getBinaryData().values().stream()
                            .mapToInt(text -> Base64.getDecoder().decode(text).length)
                            .sum();
        }
    }
}
