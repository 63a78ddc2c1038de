package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.descriptor.JsonFields.Type;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.UiModel;
import java.util.Optional;

/** Reads {@code ui/<name>.json}. */
final class UiFile {
    private static final JsonFields UI = JsonFields.of(
                    Type.TEXT, "id", "name", "key", "displayName", "description", "adf-template", "type")
            .and(Type.SCALAR, "version")
            .and(Type.LIST, "plugins")
            .and(Type.ANY, "extensions", "configs", "features", "theme", "icon");

    private UiFile() {}

    static Optional<UiModel> read(ModelFile file, String base, Problems problems) {
        return file.object(problems).map(json -> {
            UI.check(file, "", json, problems);
            var name = json.path("name").isTextual() ? json.path("name").textValue() : base;
            ApplicationName.shapeProblem(name)
                    .ifPresent(
                            why -> problems.add(file.path(), "/name", "badName", "the user interface's name: " + why));
            var template = json.path("adf-template");
            if (!template.isTextual() || template.textValue().isBlank()) {
                problems.add(
                        file.path(),
                        "/adf-template",
                        "noTemplate",
                        "a user interface needs an 'adf-template', for example process or content");
            }
            return new UiModel(file.path(), name, template.asText(""));
        });
    }
}
