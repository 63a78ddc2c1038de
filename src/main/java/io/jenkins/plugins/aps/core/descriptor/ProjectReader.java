package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.model.UiModel;
import io.jenkins.plugins.aps.core.source.ProjectFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a release's files: what the project contains, and everything that keeps it from being deployed.
 *
 * <p>Files are hostile until read: whatever is wrong with one becomes a problem of the project, never an exception.
 * Limits: {@link ProjectLimits}.
 */
public final class ProjectReader {
    private final Problems problems = new Problems();
    private final Set<String> users = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final List<ProcessModel> processes = new ArrayList<>();
    private final List<ConnectorModel> connectors = new ArrayList<>();
    private final List<UiModel> uis = new ArrayList<>();
    private final Set<String> forms = new LinkedHashSet<>();
    private final Set<String> decisionTables = new LinkedHashSet<>();
    private final Set<String> files = new LinkedHashSet<>();
    private final Set<String> scripts = new LinkedHashSet<>();
    private final Set<String> triggers = new LinkedHashSet<>();

    private ProjectReader() {}

    /** Reads all of them; blocks on the files' disk. */
    public static Project read(ProjectFiles files) {
        return new ProjectReader().project(files);
    }

    private Project project(ProjectFiles source) {
        var all = Layout.read(source, problems);
        var manifest = Manifest.of(all, problems);
        users.addAll(manifest.users());
        groups.addAll(manifest.groups());
        var content = new ArrayList<ProjectContent>();
        for (var file : all) {
            if (!file.folder().isEmpty()) {
                model(file);
            } else if (!file.path().equals(manifest.file())) {
                continue;
            }
            content.add(new ProjectContent(file.path(), file.bytes()));
        }
        CrossChecks.of(processes, connectors, uis, problems);
        return new Project(
                manifest.name(),
                manifest.version(),
                manifest.description(),
                new Principals(List.copyOf(users), List.copyOf(groups)),
                processes,
                connectors,
                uis,
                List.copyOf(forms),
                List.copyOf(decisionTables),
                List.copyOf(files),
                List.copyOf(scripts),
                List.copyOf(triggers),
                content,
                problems.all());
    }

    private void model(ModelFile file) {
        var folder = ProjectFolder.of(file.folder()).orElseThrow();
        if (!file.direct()) {
            checked(file, folder);
            return;
        }
        if (file.isExtensions()) {
            file.object(problems);
            return;
        }
        switch (folder) {
            case PROCESSES -> {
                if (file.base(ProcessFile.ENDINGS).isPresent()) {
                    processes.addAll(ProcessFile.read(file, users, groups, problems));
                } else {
                    checked(file, folder);
                }
            }
            case CONNECTORS ->
                json(file).ifPresent(name -> ConnectorFile.read(file, problems).ifPresent(connectors::add));
            case FORMS -> named(file, forms);
            case UI -> json(file).ifPresent(name -> ui(file, name));
            case DECISION_TABLES -> {
                checked(file, folder);
                file.base(".xml", ".dmn", ".json").ifPresent(decisionTables::add);
            }
            case FILES -> file.base(".bin").ifPresent(files::add);
            case SCRIPTS -> file.base(".bin").ifPresent(scripts::add);
            case TRIGGERS -> named(file, triggers);
            case CONTENT_MODELS -> checked(file, folder);
        }
    }

    private static Optional<String> json(ModelFile file) {
        return file.base(".json");
    }

    private void named(ModelFile file, Set<String> names) {
        json(file).ifPresent(base -> file.object(problems).ifPresent(json -> {
            var own = json.path("name");
            var inner = json.path("formRepresentation").path("name");
            names.add(own.isTextual() ? own.textValue() : inner.isTextual() ? inner.textValue() : base);
        }));
    }

    private void ui(ModelFile file, String base) {
        file.object(problems).ifPresent(json -> {
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
            uis.add(new UiModel(file.path(), name, template.asText("")));
        });
    }

    /** Well-formed, if it is of a kind that a service will parse; what lies in {@code files} is anybody's. */
    private void checked(ModelFile file, ProjectFolder folder) {
        if (folder == ProjectFolder.FILES || folder == ProjectFolder.SCRIPTS) {
            return;
        }
        if (json(file).isPresent()) {
            file.object(problems);
        } else if (file.base(".xml", ".dmn", ".bpmn").isPresent()) {
            SafeXml.read(file, SafeXml.NOTHING, problems);
        }
    }
}
