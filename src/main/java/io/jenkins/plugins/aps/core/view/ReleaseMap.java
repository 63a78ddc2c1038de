package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.UiModel;
import java.util.LinkedHashMap;

/** A release as a map: what {@code apsReleases} returns. */
public final class ReleaseMap {
    private ReleaseMap() {}

    /** With what it contains. The value of a secure variable is never told, a default neither. */
    public static LinkedHashMap<String, Object> of(Release release, Project project) {
        var map = brief(release);
        map.put("deployable", project.deployable());
        map.put("problems", ViewMap.list(project.problems(), ReleaseMap::problem));
        map.put("notes", ViewMap.list(project.notes(), ReleaseMap::problem));
        map.put("contents", contents(project));
        map.put("users", ViewMap.texts(project.access().users()));
        map.put("groups", ViewMap.texts(project.access().groups()));
        return map;
    }

    /**
     * As in a list, for which no file of it was read: without contents, problems, whether it can be deployed, and the
     * users and groups that its models name.
     */
    public static LinkedHashMap<String, Object> brief(Release release) {
        return ViewMap.of(
                "project", release.project(),
                "version", release.version(),
                "createdBy", ViewMap.text(release.createdBy()),
                "createdAt", ViewMap.time(release.createdAt()),
                "comment", ViewMap.text(release.comment()),
                "latest", release.latest(),
                "commit", release.commit(),
                "signature", ViewMap.text(release.signature()));
    }

    private static LinkedHashMap<String, Object> problem(ModelProblem problem) {
        return ViewMap.of(
                "file", problem.file(),
                "pointer", problem.pointer(),
                "code", problem.code(),
                "message", problem.message());
    }

    private static LinkedHashMap<String, Object> contents(Project project) {
        return ViewMap.of(
                "processes", ViewMap.list(project.processes(), ProcessModel::name),
                "connectors", ViewMap.list(project.connectors(), ReleaseMap::connector),
                "forms", ViewMap.texts(project.forms()),
                "uis", ViewMap.list(project.uis(), UiModel::name),
                "decisionTables", ViewMap.texts(project.decisionTables()),
                "files", ViewMap.texts(project.files()),
                "scripts", ViewMap.texts(project.scripts()),
                "triggers", ViewMap.texts(project.triggers()));
    }

    private static LinkedHashMap<String, Object> connector(ConnectorModel connector) {
        return ViewMap.of(
                "name", connector.name(),
                "template", ViewMap.text(connector.template()),
                "variables", ViewMap.list(connector.variables(), ReleaseMap::variable));
    }

    private static LinkedHashMap<String, Object> variable(ConnectorModel.Variable variable) {
        return ViewMap.of(
                "name", variable.name(),
                "description", ViewMap.text(variable.description()),
                "value", variable.secure() ? "" : ViewMap.text(variable.value()),
                "required", variable.required(),
                "secure", variable.secure());
    }
}
