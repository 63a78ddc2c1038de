package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.ProcessModel.ServiceTask;
import io.jenkins.plugins.aps.core.model.UiModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What no file shows alone: names taken twice, and service tasks that call what isn't there. */
final class CrossChecks {
    /** Consumed by the runtime bundle itself, for business rule and script tasks. */
    private static final Set<String> PLATFORM = Set.of("dmn-connector", "script");
    /** Names that are compared, and problems that tell the nearest ones: a hostile project has many thousands of both. */
    private static final int COMPARED = 500;

    private static final int HELPED = 50;

    private final Map<String, ConnectorModel> connectors = new HashMap<>();
    private final Map<String, Set<String>> actions = new HashMap<>();
    private final Problems problems;
    private int helped;

    private CrossChecks(List<ConnectorModel> connectors, Problems problems) {
        this.problems = problems;
        for (var each : connectors) {
            this.connectors.putIfAbsent(each.name(), each);
            actions.putIfAbsent(each.name(), Set.copyOf(each.actions()));
        }
    }

    static void of(
            List<ProcessModel> processes, List<ConnectorModel> connectors, List<UiModel> uis, Problems problems) {
        var keys = new HashMap<String, String>();
        processes.forEach(each -> twice(keys, "process", "duplicateProcess", each.key(), each.file(), problems));
        var names = new HashMap<String, String>();
        connectors.forEach(each -> twice(names, "connector", "duplicateConnector", each.name(), each.file(), problems));
        uis.forEach(each -> twice(names, "user interface", "duplicateUi", each.name(), each.file(), problems));

        var checks = new CrossChecks(connectors, problems);
        for (var process : processes) {
            process.serviceTasks().forEach(task -> checks.called(process, task));
        }
    }

    private static void twice(
            Map<String, String> seen, String what, String code, String name, String file, Problems problems) {
        var other = seen.putIfAbsent(name, file);
        if (other != null) {
            problems.add(file, "", code, "the " + what + " '" + name + "' has a name that " + other + " has already");
        }
    }

    private void called(ProcessModel process, ServiceTask task) {
        var implementation = task.implementation();
        if (implementation.isEmpty() || ProcessFile.isExpression(implementation)) {
            return;
        }
        int dot = implementation.indexOf('.');
        var name = dot < 0 ? implementation : implementation.substring(0, dot);
        var action = dot < 0 ? "" : implementation.substring(dot + 1);
        if (PLATFORM.contains(name)) {
            return;
        }
        var connector = connectors.get(name);
        if (connector == null) {
            problems.add(
                    process.file(),
                    task.id(),
                    "unknownConnector",
                    "the service task '" + task.id() + "' calls '" + implementation
                            + "', but the project has no connector '" + name + "'"
                            + nearest(name, connectors.keySet()));
        } else if (!actions.get(name).contains(action)) {
            problems.add(
                    process.file(),
                    task.id(),
                    "unknownAction",
                    "the service task '" + task.id() + "' calls '" + implementation + "', but the connector '" + name
                            + "' has no action '" + action + "'" + nearest(action, connector.actions()));
        }
    }

    private String nearest(String name, Collection<String> names) {
        if (names.isEmpty() || ++helped > HELPED) {
            return "";
        }
        var compared = names.stream().limit(COMPARED).toList();
        return "; it has " + String.join(", ", Nearest.names(name, compared, 5));
    }
}
