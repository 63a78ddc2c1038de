package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.ProcessModel.ServiceTask;
import io.jenkins.plugins.aps.core.model.Project;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds service tasks that call what isn't there. They call an action of a connector of the project, {@code
 * <connector>.<ACTION>}, or what the documentation of an out-of-the-box connector names, {@code emailConnector.SEND}.
 */
final class ServiceTaskChecks {
    /**
     * What the platform consumes itself.
     *
     * <p>Source: ServiceTaskImplementationType of the modeling service (Activiti/activiti-cloud, branch 7.11.x).
     */
    private static final Set<String> PLATFORM = Set.of(
            "script", "dmn-connector", "email-service", "docgen-service", "content-service", "hxp-content-service");

    private final Project project;
    private final Catalog catalog;
    private final Problems problems;
    private final NameHints hints = new NameHints();
    private final Map<String, ConnectorModel> connectors = new HashMap<>();
    private final Map<String, Set<String>> actions = new HashMap<>();
    /** Names of the project's connectors, by the name of the catalog's that they are made from. */
    private final Map<String, Set<String>> made = new HashMap<>();
    /** Actions of the connectors that do not say what they are made from. */
    private final Set<String> untold = new HashSet<>();

    ServiceTaskChecks(Project project, Catalog catalog, Problems problems) {
        this.project = project;
        this.catalog = catalog;
        this.problems = problems;
        for (var each : project.connectors()) {
            connectors.putIfAbsent(each.name(), each);
            actions.putIfAbsent(each.name(), actions(each));
            if (each.template().isEmpty()) {
                untold.addAll(each.actions());
            }
            catalog.connector(each.template())
                    .ifPresent(known -> made.computeIfAbsent(known.name(), any -> new LinkedHashSet<>())
                            .add(each.name()));
        }
    }

    /** Those of its model, and of what it was made from: a model may leave them out. */
    private Set<String> actions(ConnectorModel model) {
        var all = new LinkedHashSet<>(model.actions());
        catalog.connector(model.template()).ifPresent(known -> known.actions()
                .forEach(action -> all.add(action.substring(action.lastIndexOf('.') + 1))));
        return all;
    }

    void check() {
        for (var process : project.processes()) {
            process.serviceTasks().forEach(task -> called(process, task));
        }
    }

    private void called(ProcessModel process, ServiceTask task) {
        var implementation = task.implementation();
        // What begins with ## names a way of calling, and no connector.
        if (implementation.isEmpty() || implementation.startsWith("##") || ProcessFile.isExpression(implementation)) {
            return;
        }
        int dot = implementation.indexOf('.');
        var name = dot < 0 ? implementation : implementation.substring(0, dot);
        var action = dot < 0 ? "" : implementation.substring(dot + 1);
        if (PLATFORM.contains(name)) {
            return;
        }
        if (!connectors.containsKey(name)) {
            var documented = catalog.implementing(implementation);
            if (documented.isPresent()) {
                madeFrom(process, task, documented.get(), action);
            } else {
                tell(
                        process,
                        task,
                        "unknownConnector",
                        "the project has no connector '" + name + "'" + hints.nearest(name, connectors.keySet()));
            }
        } else if (!actions.get(name).contains(action)) {
            tell(
                    process,
                    task,
                    "unknownAction",
                    "the connector '" + name + "' has no action '" + action + "'"
                            + hints.nearest(action, actions.get(name)));
        }
    }

    /** One connector must take such tasks. Models of 2019 do not say what they were made from. */
    private void madeFrom(ProcessModel process, ServiceTask task, Catalog.Connector known, String action) {
        var names = made.getOrDefault(known.name(), Set.of());
        if (names.size() > 1) {
            tell(
                    process,
                    task,
                    "ambiguousConnector",
                    names.size() + " connectors of the project are made from '" + known.name()
                            + "': call one by its name, as in "
                            + names.iterator().next() + "." + action);
        } else if (names.isEmpty() && !untold.contains(action)) {
            tell(
                    process,
                    task,
                    "unknownConnector",
                    "no connector of the project is made from '" + known.name() + "': add one with this template");
        }
    }

    private void tell(ProcessModel process, ServiceTask task, String code, String why) {
        problems.add(
                process.file(),
                task.id(),
                code,
                "the service task '" + task.id() + "' calls '" + task.implementation() + "', but " + why);
    }
}
