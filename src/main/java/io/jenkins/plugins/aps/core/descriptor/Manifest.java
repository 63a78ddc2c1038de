package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import java.util.ArrayList;
import java.util.List;

/**
 * What the file {@code <project>.json} says.
 *
 * @param file its path; empty where there is none
 * @param name the project
 * @param version as text; may be empty
 * @param description may be empty
 * @param users that the modeling application found in the models
 * @param groups likewise
 */
record Manifest(String file, String name, String version, String description, List<String> users, List<String> groups) {
    /** Types are looked at one by one below, in words of their own. */
    private static final JsonFields FIELDS = JsonFields.of(
                    JsonFields.Type.TEXT, "description", "displayName", "key", "createdBy", "lastModifiedBy")
            .and(
                    JsonFields.Type.ANY,
                    "id",
                    "name",
                    "version",
                    "users",
                    "groups",
                    "creationDate",
                    "lastModifiedDate",
                    "configuration",
                    "comment",
                    "releaseVersion");

    /** The manifest among the files beside the folders; its problems are told. */
    static Manifest of(List<ModelFile> files, Problems problems) {
        var beside = files.stream().filter(file -> file.folder().isEmpty()).toList();
        var chosen = beside.stream()
                .filter(file -> file.object(new Problems())
                        .filter(json -> named(file).equals(json.path("name").asText()))
                        .isPresent())
                .findFirst()
                .orElse(beside.isEmpty() ? null : beside.get(0));
        if (chosen == null) {
            problems.add(
                    "",
                    "",
                    "noManifest",
                    "there is no manifest: a file <project>.json with the project's name beside the folders");
            return new Manifest("", "", "", "", List.of(), List.of());
        }
        return chosen.object(problems)
                .map(json -> read(chosen, json, problems))
                .orElseGet(() -> new Manifest(chosen.path(), named(chosen), "", "", List.of(), List.of()));
    }

    private static Manifest read(ModelFile file, ObjectNode json, Problems problems) {
        FIELDS.check(file, "", json, problems);
        var name = json.path("name").isTextual() ? json.path("name").textValue() : "";
        ApplicationName.shapeProblem(name)
                .ifPresent(problem -> problems.add(file.path(), "/name", "badName", "the project's name: " + problem));
        if (!name.isEmpty() && !name.equals(named(file))) {
            problems.add(
                    file.path(),
                    "/name",
                    "manifestName",
                    "the manifest of the project '" + name + "' must be named " + name + ".json");
        }
        var version = json.path("version");
        if (!version.isMissingNode() && !version.isTextual() && !version.isIntegralNumber() && !version.isNull()) {
            problems.add(file.path(), "/version", "badVersion", "the version must be a number, as text");
        }
        return new Manifest(
                file.path(),
                name,
                version.isNull() || version.isContainerNode() ? "" : version.asText(""),
                json.path("description").isTextual() ? json.path("description").textValue() : "",
                texts(file, json, "users", problems),
                texts(file, json, "groups", problems));
    }

    private static List<String> texts(ModelFile file, ObjectNode json, String field, Problems problems) {
        var found = new ArrayList<String>();
        JsonNode list = json.path(field);
        if (list.isMissingNode() || list.isNull()) {
            return found;
        }
        if (!list.isArray()) {
            problems.add(file.path(), "/" + field, "notAList", "'" + field + "' must be a list of names");
        }
        for (int i = 0; i < list.size() && list.isArray(); i++) {
            if (list.get(i).isTextual()) {
                found.add(list.get(i).textValue());
            } else {
                problems.add(file.path(), "/" + field + "/" + i, "notText", "a name in '" + field + "' must be text");
            }
        }
        return found;
    }

    private static String named(ModelFile file) {
        return file.base(".json").orElse("");
    }
}
