package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.plan.FileRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptFilesTest {
    private static final ObjectRef MAP = new ObjectRef("v1", "ConfigMap", "holiday", "files-1-abc");
    private static final FileRef MANIFEST = FileRef.of("files-1-abc", "holiday.json");

    private final FakeCluster cluster = new FakeCluster("door-a");
    private final Inventory inventory = new Inventory(List.of(new Item(MAP, "uid-1", "h", 0, "7", 1, true)), Set.of());

    @BeforeEach
    void keep() {
        put("uid-1", Map.of(MANIFEST.key(), "e30="));
    }

    private void put(String uid, Map<String, String> data) {
        cluster.state.objects.put(
                MAP,
                new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(MAP.name())
                        .withUid(uid)
                        .endMetadata()
                        .withBinaryData(data)
                        .build());
    }

    private List<ProjectContent> read(FileRef... files) {
        var kept = new Kept("{}", "{}").withFiles(List.of(files));
        return new KeptFiles(cluster, inventory, "holiday").of(kept).orElse(List.of());
    }

    @Test
    void areReadFromTheMapsThatHoldThem() {
        assertThat(read(MANIFEST)).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("holiday.json");
            assertThat(new String(file.bytes(), StandardCharsets.UTF_8)).isEqualTo("{}");
        });
    }

    /** Then the repository is asked. */
    @Test
    void areAllThereOrNone() {
        assertThat(read()).as("of former days").isEmpty();
        assertThat(read(MANIFEST, FileRef.of("files-1-abc", "forms/a.json")))
                .as("a key is gone")
                .isEmpty();
        assertThat(read(MANIFEST, FileRef.of("files-2-abc", "forms/a.json")))
                .as("a map is gone")
                .isEmpty();
    }

    @Test
    void areNotTakenFromWhatSomebodyMadeInTheirPlace() {
        put("uid-2", Map.of(MANIFEST.key(), "eyJhIjoxfQ=="));
        assertThat(read(MANIFEST)).as("another map").isEmpty();
        put("uid-1", Map.of(MANIFEST.key(), "e30="));
        assertThat(read(new FileRef("files-1-abc", MANIFEST.key(), "processes/other.bpmn20.xml")))
                .as("another path")
                .isEmpty();
    }
}
