package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The JSON of a record: {@code application.json} and {@code inventory.json} of its ConfigMap. Other doors, also newer
 * ones, read it: unknown fields are ignored, unknown words are errors.
 */
final class RecordJson {
    /** A reason in brief: the whole one was told in the events. */
    static final int LONGEST_REASON = 1000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordJson() {}

    /** {@code application.json}. */
    static String application(ApplicationRecord application) {
        var json = JSON.createObjectNode()
                .put("schemaVersion", 1)
                .put("application", application.application())
                .put("namespaceUid", application.namespaceUid())
                .put("project", application.project())
                .put("release", application.release())
                .put("catalog", application.catalog())
                .put("currentVersion", application.currentVersion())
                .put("lastGoodVersion", application.lastGoodVersion())
                .put("createdAt", text(application.createdAt()))
                .put("updatedAt", text(application.updatedAt()));
        var owner = json.putObject("owner")
                .put("door", application.owner().door())
                .put("operation", application.owner().operation())
                .put("epoch", application.owner().epoch());
        if (!application.owner().incarnation().isEmpty()) {
            owner.put("incarnation", application.owner().incarnation());
        }
        var operations = json.putArray("operations");
        application.operations().stream()
                .limit(ApplicationRecord.KEPT_OPERATIONS)
                .forEach(operation -> put(operations.addObject(), operation));
        return json.toString();
    }

    /** {@code inventory.json}. */
    static String inventory(List<Item> inventory) {
        var json = JSON.createArrayNode();
        for (var item : inventory) {
            var entry = json.addObject()
                    .put("apiVersion", item.ref().apiVersion())
                    .put("kind", item.ref().kind())
                    .put("name", item.ref().name())
                    .put("uid", item.uid())
                    .put("specHash", item.specHash())
                    .put("wave", item.wave());
            if (!item.ref().namespace().isEmpty()) {
                entry.put("namespace", item.ref().namespace());
            }
            if (item.content()) {
                entry.put("content", true);
            }
            if (item.generation() != 0) {
                entry.put("generation", item.generation());
            }
            if (!item.resourceVersion().isEmpty()) {
                entry.put("resourceVersion", item.resourceVersion());
            }
        }
        return json.toString();
    }

    /**
     * Reads both.
     *
     * @throws UnreadableException with a sentence that names the field, never its surroundings
     */
    static ApplicationRecord read(String application, String inventory, String resourceVersion)
            throws UnreadableException {
        var json = parse("application.json", application);
        var owner = json.path("owner");
        return new ApplicationRecord(
                required(json, "application"),
                json.path("namespaceUid").asText(""),
                json.path("project").asText(""),
                json.path("release").asText(""),
                json.path("catalog").asText(""),
                version(json, "currentVersion"),
                version(json, "lastGoodVersion"),
                instant(json, "createdAt"),
                instant(json, "updatedAt"),
                new Owner(
                        owner.path("door").asText(""),
                        owner.path("incarnation").asText(""),
                        owner.path("operation").asText(""),
                        owner.path("epoch").asLong()),
                operations(json.path("operations")),
                items(parse("inventory.json", inventory)),
                resourceVersion);
    }

    private static void put(ObjectNode json, RecordedOperation operation) {
        var summary = operation.summary();
        var reason = summary.reason() == null ? "" : summary.reason();
        json.put("id", summary.id())
                .put("type", summary.type().json())
                .put("phase", summary.phase().json())
                .put("startedAt", text(summary.startedAt()))
                .put("endedAt", text(summary.endedAt()))
                .put(
                        "verdict",
                        summary.verdict() == null ? null : summary.verdict().json())
                .put("by", summary.by())
                .put("build", summary.build())
                .put("reason", reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...")
                .put("applicationVersion", operation.applicationVersion())
                .put("release", operation.release());
        if (!operation.kept().isEmpty()) {
            json.put("kept", operation.kept());
        }
    }

    private static List<RecordedOperation> operations(JsonNode json) throws UnreadableException {
        var operations = new ArrayList<RecordedOperation>();
        for (var entry : json) {
            var verdict = entry.hasNonNull("verdict") ? word(entry, "verdict", Verdict.values(), Verdict::json) : null;
            operations.add(new RecordedOperation(
                    new OperationSummary(
                            required(entry, "id"),
                            word(entry, "type", OperationType.values(), OperationType::json),
                            word(entry, "phase", Phase.values(), Phase::json),
                            instant(entry, "startedAt"),
                            instant(entry, "endedAt"),
                            verdict,
                            entry.path("by").asText(""),
                            entry.path("build").asText(""),
                            entry.path("reason").asText("")),
                    version(entry, "applicationVersion"),
                    entry.path("release").asText(""),
                    entry.path("kept").asText("")));
        }
        return operations;
    }

    private static List<Item> items(JsonNode json) throws UnreadableException {
        var items = new ArrayList<Item>();
        for (var entry : json) {
            items.add(new Item(
                    new ObjectRef(
                            required(entry, "apiVersion"),
                            required(entry, "kind"),
                            entry.path("namespace").asText(""),
                            required(entry, "name")),
                    entry.path("uid").asText(""),
                    entry.path("specHash").asText(""),
                    entry.path("generation").asLong(),
                    entry.path("resourceVersion").asText(""),
                    entry.path("wave").asInt(),
                    entry.path("content").asBoolean()));
        }
        return items;
    }

    private static JsonNode parse(String file, String text) throws UnreadableException {
        if (text == null) {
            throw new UnreadableException("it has no " + file);
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            var place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new UnreadableException(file + " is not JSON" + place);
        }
    }

    private static String required(JsonNode json, String field) throws UnreadableException {
        var value = json.path(field).asText("");
        if (value.isEmpty()) {
            throw new UnreadableException("field '" + field + "' is missing");
        }
        return value;
    }

    /** 0: none. */
    private static int version(JsonNode json, String field) throws UnreadableException {
        var number = json.path(field).asLong();
        if (number < 0 || number > ApplicationRecord.HIGHEST_VERSION) {
            throw new UnreadableException("field '" + field + "' is not the number of a version");
        }
        return (int) number;
    }

    private static <T> T word(JsonNode json, String field, T[] values, Function<T, String> name)
            throws UnreadableException {
        var word = json.path(field).asText("");
        for (var value : values) {
            if (name.apply(value).equals(word)) {
                return value;
            }
        }
        throw new UnreadableException("'" + word + "' is no value of '" + field + "' that we know");
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Instant instant(JsonNode json, String field) throws UnreadableException {
        try {
            return json.hasNonNull(field) ? Instant.parse(json.get(field).asText()) : null;
        } catch (DateTimeException e) {
            throw new UnreadableException("field '" + field + "' is not a time");
        }
    }

    /** Why a record can't be read. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }
}
