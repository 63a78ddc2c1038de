package io.jenkins.plugins.aps.core.model;

import java.util.List;

/**
 * What a release contains, read from its files.
 *
 * @param name from the manifest
 * @param version the manifest's, as text; empty where it has none
 * @param description the manifest's
 * @param access users and groups that the models name (assignees and candidates of user tasks)
 * @param processes BPMN processes
 * @param connectors connector models
 * @param uis user interfaces
 * @param forms names
 * @param decisionTables names
 * @param files names
 * @param scripts names
 * @param triggers names
 * @param content every file of a known folder and the manifest, to be mounted
 * @param problems what keeps it from being deployed; empty: deployable
 * @param notes what does not, and should be known all the same
 */
public record Project(
        String name,
        String version,
        String description,
        Principals access,
        List<ProcessModel> processes,
        List<ConnectorModel> connectors,
        List<UiModel> uis,
        List<String> forms,
        List<String> decisionTables,
        List<String> files,
        List<String> scripts,
        List<String> triggers,
        List<ProjectContent> content,
        List<ModelProblem> problems,
        List<ModelProblem> notes) {
    public Project {
        processes = List.copyOf(processes);
        connectors = List.copyOf(connectors);
        uis = List.copyOf(uis);
        forms = List.copyOf(forms);
        decisionTables = List.copyOf(decisionTables);
        files = List.copyOf(files);
        scripts = List.copyOf(scripts);
        triggers = List.copyOf(triggers);
        content = List.copyOf(content);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** One of which there is nothing to note. */
    public Project(
            String name,
            String version,
            String description,
            Principals access,
            List<ProcessModel> processes,
            List<ConnectorModel> connectors,
            List<UiModel> uis,
            List<String> forms,
            List<String> decisionTables,
            List<String> files,
            List<String> scripts,
            List<String> triggers,
            List<ProjectContent> content,
            List<ModelProblem> problems) {
        this(
                name,
                version,
                description,
                access,
                processes,
                connectors,
                uis,
                forms,
                decisionTables,
                files,
                scripts,
                triggers,
                content,
                problems,
                List.of());
    }

    /** What is mounted, without what its files say: they were read when it was deployed first. */
    public static Project of(String name, List<ProjectContent> content) {
        return new Project(
                name,
                "",
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
                content,
                List.of());
    }

    public boolean deployable() {
        return problems.isEmpty();
    }

    /** What its files say, without the files: to be kept for long. */
    public Project withoutContent() {
        return with(List.of(), problems, notes);
    }

    /** The same with other files to mount. */
    public Project withContent(List<ProjectContent> content) {
        return with(content, problems, notes);
    }

    /** The same, found to be otherwise. */
    public Project judged(List<ModelProblem> problems, List<ModelProblem> notes) {
        return with(content, problems, notes);
    }

    private Project with(List<ProjectContent> content, List<ModelProblem> problems, List<ModelProblem> notes) {
        return new Project(
                name,
                version,
                description,
                access,
                processes,
                connectors,
                uis,
                forms,
                decisionTables,
                files,
                scripts,
                triggers,
                content,
                problems,
                notes);
    }
}
