package io.jenkins.plugins.aps.core.descriptor;

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
    private static final JsonFields TRIGGER = JsonFields.of(
                    JsonFields.Type.TEXT, "id", "name", "key", "displayName", "description", "type")
            .and(JsonFields.Type.OBJECT, "event", "action")
            .and(JsonFields.Type.SCALAR, "version")
            .and(JsonFields.Type.ANY, "extensions", "events", "actions");

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
    private final Set<String> formKeys = new LinkedHashSet<>();
    private final ProcessIndex index = new ProcessIndex();
    private final List<ModelFile> processExtensions = new ArrayList<>();
    private boolean anyProcess;
    private final StartMessages startMessages = new StartMessages();
    private final MountedProcess.Names mounted = new MountedProcess.Names();

    private ProjectReader() {}

    /** Reads all of them; blocks on the files' disk. */
    public static Project read(ProjectFiles files) {
        return new ProjectReader().project(files, "");
    }

    /** The same for a release, which its manifest may name otherwise. */
    public static Project read(ProjectFiles files, int release) {
        return new ProjectReader().project(files, String.valueOf(release));
    }

    private Project project(ProjectFiles source, String release) {
        var all = Layout.read(source, problems);
        var manifest = Manifest.of(all, problems);
        if (!release.isEmpty()
                && !manifest.version().isEmpty()
                && !manifest.version().equals(release)) {
            problems.note(
                    manifest.file(),
                    "/version",
                    "otherVersion",
                    "it says version " + manifest.version() + " in release " + release + ": it is mounted with version "
                            + release + ", as the runtime bundle loads nothing of a version that it has");
        }
        users.addAll(manifest.users());
        groups.addAll(manifest.groups());
        if (!source.elsewhere().isEmpty()) {
            problems.add(
                    "",
                    "",
                    "projectTwice",
                    "the project is in more than one folder, here and in " + String.join(", ", source.elsewhere())
                            + ", so that nobody knows which is meant: keep one");
        }
        var content = new ArrayList<ProjectContent>();
        for (var file : all) {
            if (!file.folder().isEmpty()) {
                if (!model(file)) {
                    continue;
                }
            } else if (!file.path().equals(manifest.file())) {
                continue;
            }
            content.add(new ProjectContent(file.path(), file.bytes()));
        }
        together();
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
                problems.all(),
                problems.notes());
    }

    /** What can be said when all files are read. */
    private void together() {
        var hints = new NameHints();
        processExtensions.forEach(file -> ExtensionsFile.read(file, index, hints, problems));
        var checks = new CrossChecks(problems, hints);
        checks.someProcess(anyProcess);
        checks.names(processes, connectors, uis);
        checks.forms(index, formKeys);
    }

    /** False for a file that must not be mounted. */
    private boolean model(ModelFile file) {
        var folder = ProjectFolder.of(file.folder()).orElseThrow();
        if (!file.direct()) {
            if (ProcessFile.is(file)) {
                problems.add(
                        file.path(),
                        "",
                        "processInSubfolder",
                        "the runtime bundle looks for processes right in 'processes' only: move the file there");
            }
            checked(file, folder);
            return true;
        }
        if (file.isExtensions()) {
            return extensions(file, folder);
        }
        switch (folder) {
            case PROCESSES -> {
                if (ProcessFile.is(file)) {
                    anyProcess = true;
                    index.add(file);
                    mounted.add(file, problems);
                    processes.addAll(ProcessFile.read(file, users, groups, startMessages, problems));
                } else {
                    checked(file, folder);
                }
            }
            case CONNECTORS ->
                json(file).ifPresent(name -> ConnectorFile.read(file, problems).ifPresent(connectors::add));
            case FORMS -> FormFile.read(file, forms, formKeys, problems);
            case UI ->
                json(file).flatMap(name -> UiFile.read(file, name, problems)).ifPresent(uis::add);
            case DECISION_TABLES -> {
                checked(file, folder);
                file.base(".xml", ".dmn", ".json").ifPresent(decisionTables::add);
            }
            case FILES -> file.base(".bin").ifPresent(files::add);
            case SCRIPTS -> file.base(".bin").ifPresent(scripts::add);
            case TRIGGERS -> trigger(file);
            case CONTENT_MODELS -> checked(file, folder);
        }
        return true;
    }

    private boolean extensions(ModelFile file, ProjectFolder folder) {
        if (folder == ProjectFolder.PROCESSES) {
            processExtensions.add(file);
            return true;
        }
        ExtensionsFile.read(file, problems);
        if (folder == ProjectFolder.CONNECTORS) {
            problems.note(
                    file.path(),
                    "",
                    "notMounted",
                    "it is left out: the runtime bundle would take it for one more connector");
            return false;
        }
        return true;
    }

    private static Optional<String> json(ModelFile file) {
        return file.base(".json");
    }

    private void trigger(ModelFile file) {
        json(file).ifPresent(base -> file.object(problems).ifPresent(json -> {
            TRIGGER.check(file, "", json, problems);
            triggers.add(json.path("name").isTextual() ? json.path("name").textValue() : base);
        }));
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
