package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the cluster keeps of an application, held against what lives in it. */
final class Recorded {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode application;
    private final JsonNode inventory;

    private Recorded(JsonNode application, JsonNode inventory) {
        this.application = application;
        this.inventory = inventory;
    }

    static Recorded of(Engine engine, String application) throws Exception {
        var record = engine.client()
                .configMaps()
                .inNamespace(engine.place().platform())
                .withName("app-" + application)
                .get();
        assertThat(record).as("the record of %s", application).isNotNull();
        return new Recorded(
                JSON.readTree(record.getData().get("application.json")),
                JSON.readTree(record.getData().get("inventory.json")));
    }

    /**
     * Nobody owns it, every operation has ended, its current version is kept, and its inventory is exactly what is there.
     *
     * <p>Only content that no more than an older kept version points to may be without a UID: whoever intended it was killed
     * before it could record one, or before it made it, and nobody needed it since. What of it is there must say itself
     * that it is ours.
     */
    void isTrue(Engine engine, List<HasMetadata> living) throws IOException {
        assertThat(application.at("/owner/operation").asText()).as("owner").isEmpty();
        var ours = new HashSet<String>();
        assertThat(application.path("operations")).allSatisfy(operation -> {
            assertThat(operation.path("phase").asText()).isEqualTo("done");
            assertThat(operation.hasNonNull("verdict")).as("%s", operation).isTrue();
            ours.add(operation.path("id").asText());
        });
        var current = application.path("currentVersion").asInt();
        var kept = new KeptContent(engine, application.path("application").asText());
        assertThat(kept.versions()).as("the current version is kept").contains(current);
        var recorded = new TreeMap<String, String>();
        var found = new TreeMap<String, String>();
        living.forEach(object -> found.put(key(object), object.getMetadata().getUid()));
        inventory.forEach(item -> {
            var object = find(engine, item);
            var name = item.path("kind").asText() + "/" + item.path("name").asText();
            var uid = item.path("uid").asText();
            if (uid.isEmpty()
                    && kept.onlyOlderNeed(name, current)
                    && (object == null || ours.contains(operation(object)))) {
                found.remove(name);
                return;
            }
            recorded.put(name, uid);
            if (object != null) {
                found.put(name, object.getMetadata().getUid());
            }
        });
        assertThat(recorded).as("the inventory, against what lives").isEqualTo(found);
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    private static String operation(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get("aps.jenkins.io/operation"))
                .orElse("");
    }

    private static HasMetadata find(Engine engine, JsonNode item) {
        var kind = engine.client()
                .genericKubernetesResources(
                        item.path("apiVersion").asText(), item.path("kind").asText());
        var namespace = item.path("namespace").asText();
        var name = item.path("name").asText();
        return namespace.isEmpty()
                ? kind.withName(name).get()
                : kind.inNamespace(namespace).withName(name).get();
    }
}
