package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.ProcessModel.ServiceTask;
import io.jenkins.plugins.aps.core.model.UiModel;
import io.jenkins.plugins.aps.core.source.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What no file shows alone: names taken twice, and service tasks that call what isn't there. */
final class CrossChecks {
    /** Consumed by the runtime bundle itself, for business rule and script tasks. */
    private static final Set<String> PLATFORM = Set.of("dmn-connector", "script");

    private CrossChecks() {}

    static void of(
            List<ProcessModel> processes, List<ConnectorModel> connectors, List<UiModel> uis, Problems problems) {
        var keys = new HashMap<String, String>();
        processes.forEach(each -> twice(keys, "process", "duplicateProcess", each.key(), each.file(), problems));
        var names = new HashMap<String, String>();
        connectors.forEach(each -> twice(names, "connector", "duplicateConnector", each.name(), each.file(), problems));
        uis.forEach(each -> twice(names, "user interface", "duplicateUi", each.name(), each.file(), problems));

        var byName = new HashMap<String, ConnectorModel>();
        connectors.forEach(each -> byName.putIfAbsent(each.name(), each));
        for (var process : processes) {
            for (var task : process.serviceTasks()) {
                called(process, task, byName, problems);
            }
        }
    }

    private static void twice(
            Map<String, String> seen, String what, String code, String name, String file, Problems problems) {
        var other = seen.putIfAbsent(name, file);
        if (other != null) {
            problems.add(file, "", code, "the " + what + " '" + name + "' has a name that " + other + " has already");
        }
    }

    private static void called(
            ProcessModel process, ServiceTask task, Map<String, ConnectorModel> connectors, Problems problems) {
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
                            + nearest(name, connectors.keySet().stream().toList()));
        } else if (!connector.actions().contains(action)) {
            problems.add(
                    process.file(),
                    task.id(),
                    "unknownAction",
                    "the service task '" + task.id() + "' calls '" + implementation + "', but the connector '" + name
                            + "' has no action '" + action + "'" + nearest(action, connector.actions()));
        }
    }

    private static String nearest(String name, List<String> names) {
        return names.isEmpty() ? "" : "; it has " + String.join(", ", Nearest.names(name, names, 5));
    }
}
