package io.jenkins.plugins.aps.core.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people that a process names: who does its tasks, and who may start it. What is only known when it runs is left out. */
final class ProcessPeople {
    private static final String USER = "user(";
    private static final String GROUP = "group(";

    private final Set<String> users;
    private final Set<String> groups;

    private ProcessPeople(Set<String> users, Set<String> groups) {
        this.users = users;
        this.groups = groups;
    }

    /** Adds those of an executable process. */
    static void add(BpmnModel model, BpmnElement process, Set<String> users, Set<String> groups) {
        var people = new ProcessPeople(users, groups);
        people.named(users, split(process.activiti("candidateStarterUsers")));
        people.named(groups, split(process.activiti("candidateStarterGroups")));
        process.extensions("potentialStarter").forEach(people::assigned);
        var resources = new HashMap<String, String>();
        model.root().children("resource").forEach(each -> resources.put(each.id(), each.attribute("name")));
        BpmnModel.all(process, "userTask").forEach(task -> people.task(task, resources));
    }

    private void task(BpmnElement task, Map<String, String> resources) {
        named(users, List.of(task.activiti("assignee")));
        named(users, split(task.activiti("candidateUsers")));
        named(groups, split(task.activiti("candidateGroups")));
        task.children("humanPerformer")
                .flatMap(each -> each.children("resourceAssignmentExpression"))
                .flatMap(each -> each.children("formalExpression"))
                .forEach(each -> named(users, List.of(inside(each.text().strip(), USER))));
        task.children("potentialOwner").forEach(owner -> {
            assigned(owner);
            owner.children("resourceRef")
                    .map(each -> each.text().strip())
                    .forEach(each -> named(groups, List.of(resources.getOrDefault(each, each))));
        });
    }

    /** {@code user(ann), group(sales), hr}: what has neither is a group. */
    private void assigned(BpmnElement owner) {
        owner.children().stream()
                .filter(each -> each.name().equals("resourceAssignmentExpression"))
                .flatMap(each -> each.children().stream())
                .filter(each -> each.name().equals("formalExpression"))
                .flatMap(each -> split(each.text()).stream())
                .forEach(each -> {
                    if (each.startsWith(USER)) {
                        named(users, List.of(inside(each, USER)));
                    } else {
                        named(groups, List.of(inside(each, GROUP)));
                    }
                });
    }

    private static String inside(String name, String prefix) {
        return name.startsWith(prefix) && name.endsWith(")")
                ? name.substring(prefix.length(), name.length() - 1).strip()
                : name;
    }

    private void named(Set<String> to, List<String> names) {
        for (var each : names) {
            var name = each.strip();
            if (!name.isEmpty() && !BpmnExpression.isExpression(name)) {
                to.add(name);
            }
        }
    }

    /** By its commas, but for those in an expression, as the engine does it: what is in braces is kept together. */
    static List<String> split(String names) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var inside = false;
        for (var c : names.toCharArray()) {
            inside = c == '{' || (inside && c != '}');
            if (c == ',' && !inside) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }
}
