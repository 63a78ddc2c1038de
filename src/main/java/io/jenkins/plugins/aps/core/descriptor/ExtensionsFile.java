package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.descriptor.JsonFields.Type;
import java.util.Set;

/**
 * Reads {@code <model>-extensions.json}. Those of processes are looked into: the engine takes a process's variables and
 * mappings by its key, and says nothing of what it finds under another one.
 *
 * <p>Sources: process-extensions-schema.json and ProcessExtensionsModelValidator of the modeling service
 * (Activiti/activiti-cloud, branch 7.11.x), which refuses the same; ProcessExtensionService of
 * activiti-spring-process-extensions 7.1.0.M6.
 */
final class ExtensionsFile {
    private static final JsonFields MODEL = JsonFields.of(
                    Type.TEXT, "id", "type", "name", "description", "key", "displayName", "template", "category")
            .and(Type.SCALAR, "version")
            .and(Type.OBJECT, "extensions")
            .and(Type.ANY, "scope", "contentType", "projectIds");
    private static final Set<String> PARTS = Set.of("properties", "mappings", "constants", "templates", "assignments");
    private static final JsonFields PROCESS = JsonFields.of(Type.OBJECT, PARTS.toArray(String[]::new));
    private static final JsonFields VARIABLE = JsonFields.of(
                    Type.TEXT, "id", "name", "type", "displayName", "description")
            .and(Type.FLAG, "required", "display", "analytics", "ephemeral")
            .and(Type.ANY, "value", "model");
    private static final JsonFields MAPPING = JsonFields.of(Type.OBJECT, "inputs", "outputs")
            .and(Type.TEXT, "mappingType")
            .and(Type.ANY, "inputsMappingType", "outputsMappingType", "loopCharacteristics");

    private final ModelFile file;
    private final NameHints hints;
    private final Problems problems;

    private ExtensionsFile(ModelFile file, NameHints hints, Problems problems) {
        this.file = file;
        this.hints = hints;
        this.problems = problems;
    }

    /** Of a model that is no process. */
    static void read(ModelFile file, Problems problems) {
        file.object(problems).ifPresent(json -> MODEL.check(file, "", json, problems));
    }

    /** Of a process, when all processes are known. */
    static void read(ModelFile file, ProcessIndex processes, NameHints hints, Problems problems) {
        file.object(problems).ifPresent(json -> {
            MODEL.check(file, "", json, problems);
            if (json.path("extensions") instanceof ObjectNode extensions) {
                new ExtensionsFile(file, hints, problems).processes(extensions, processes);
            }
        });
    }

    private void processes(ObjectNode extensions, ProcessIndex processes) {
        if (isFlat(extensions, processes)) {
            if (extensions.properties().stream()
                    .anyMatch(part -> !part.getValue().isEmpty())) {
                problems.add(
                        file.path(),
                        "/extensions",
                        "flatExtensions",
                        "the variables and mappings are not below the id of their process, so that the engine finds none"
                                + " of them: put them into an object that is named as the process"
                                + hints.nearest("", processes.processes()));
            }
            return;
        }
        extensions.properties().forEach(each -> {
            var pointer = "/extensions/" + each.getKey();
            if (!processes.processes().contains(each.getKey())) {
                problems.add(
                        file.path(),
                        pointer,
                        "unknownProcess",
                        "no process of the project has the id '" + each.getKey()
                                + "', so that these variables and mappings reach none"
                                + hints.nearest(each.getKey(), processes.processes()));
            } else if (!each.getValue().isObject()) {
                problems.add(file.path(), pointer, "notAnObject", "what is said of a process must be an object");
            } else {
                PROCESS.check(file, pointer, each.getValue(), problems);
                variables(pointer + "/properties", each.getValue().path("properties"));
                mappings(pointer + "/mappings", each.getValue().path("mappings"), processes.elements(each.getKey()));
            }
        });
    }

    /** The form of 2019, which named no process; exports of then have it, empty, where a process has no variables. */
    private static boolean isFlat(ObjectNode extensions, ProcessIndex processes) {
        return !extensions.isEmpty()
                && extensions.properties().stream()
                        .allMatch(part -> PARTS.contains(part.getKey())
                                && !processes.processes().contains(part.getKey())
                                && part.getValue().isObject());
    }

    private void variables(String pointer, JsonNode variables) {
        each(pointer, variables, (at, variable) -> VARIABLE.check(file, at, variable, problems));
    }

    private void mappings(String pointer, JsonNode mappings, Set<String> elements) {
        each(pointer, mappings, (at, mapping) -> {
            MAPPING.check(file, at, mapping, problems);
            var element = at.substring(pointer.length() + 1);
            if (!elements.contains(element)) {
                problems.note(
                        file.path(),
                        at,
                        "unknownTask",
                        "the process has no element '" + element + "': its mappings are ignored");
            }
        });
    }

    private void each(String pointer, JsonNode all, Part part) {
        all.properties().forEach(each -> {
            var at = pointer + "/" + each.getKey();
            if (each.getValue().isObject()) {
                part.check(at, each.getValue());
            } else {
                problems.add(file.path(), at, "notAnObject", "'" + each.getKey() + "' must be an object");
            }
        });
    }

    /** What is done with each part. */
    @FunctionalInterface
    private interface Part {
        void check(String pointer, JsonNode part);
    }
}
