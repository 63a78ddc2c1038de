package io.jenkins.plugins.aps.core.descriptor;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rules about tasks that do something by themselves: service, send and script tasks. */
final class BpmnTaskRules implements BpmnRules.Rule {
    private static final Set<String> SERVICE_TYPES = Set.of("mail", "mule", "camel", "shell", "dmn");
    private static final Set<String> SEND_TYPES = Set.of("mail", "mule", "camel");
    private static final Set<String> MAIL_TEXTS = Set.of("html", "htmlVar", "text", "textVar");
    private static final Set<String> SHELL_FLAGS = Set.of("wait", "redirectError", "cleanEnv");

    private final BpmnRules rules;

    BpmnTaskRules(BpmnRules rules) {
        this.rules = rules;
    }

    @Override
    public void check(BpmnElement process) {
        BpmnModel.all(process, "serviceTask").forEach(this::service);
        BpmnModel.all(process, "sendTask").forEach(this::send);
        BpmnModel.all(process, "scriptTask")
                .filter(task -> task.children("script")
                        .reduce((first, last) -> last)
                        .filter(script -> !script.text().isEmpty())
                        .isEmpty())
                .forEach(task -> rules.leftOut(task, task + " has no script: write one"));
    }

    private void service(BpmnElement task) {
        var type = task.activiti("type");
        if (BpmnCall.of(task) == BpmnCall.NOTHING && type.isEmpty()) {
            rules.leftOut(
                    task,
                    task
                            + " has nothing to call: give it an implementation such as <connector>.<ACTION>, or an activiti:class,"
                            + " activiti:expression, activiti:delegateExpression or activiti:type");
        }
        type(task, SERVICE_TYPES);
        var result = task.activiti("resultVariableName") + task.activiti("resultVariable");
        if (!result.isEmpty() && (BpmnCall.of(task) == BpmnCall.CLASS || BpmnCall.of(task) == BpmnCall.DELEGATE)) {
            rules.leftOut(
                    task,
                    task
                            + " has a result variable, which activiti:class and activiti:delegateExpression don't fill: remove it");
        }
        operation(task, BpmnCall.of(task) == BpmnCall.WEB_SERVICE);
    }

    private void send(BpmnElement task) {
        var web = task.attribute("implementation").equals("##WebService");
        if (task.activiti("type").isEmpty() && !web) {
            rules.leftOut(
                    task,
                    task
                            + " has nothing to send by: give it an activiti:type (mail), or use a service task to call a connector");
        }
        type(task, SEND_TYPES);
        operation(task, web);
    }

    private void operation(BpmnElement task, boolean web) {
        var reference = task.attribute("operationRef");
        if (web && !reference.isEmpty() && !rules.model().hasOperation(reference)) {
            rules.leftOut(
                    task,
                    task + " calls the operation '" + reference
                            + "', and no operation with an implementationRef has that id: correct operationRef");
        }
    }

    private void type(BpmnElement task, Set<String> known) {
        var type = task.activiti("type").toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            return;
        }
        if (!known.contains(type)) {
            rules.leftOut(
                    task,
                    task + " has the unknown activiti:type '" + type + "': use one of "
                            + String.join(", ", known.stream().sorted().toList()));
            return;
        }
        var fields = task.extensions("field").toList();
        if (Set.of("mail", "shell", "dmn").contains(type)
                && fields.stream().anyMatch(field -> field.attribute("name").isEmpty())) {
            rules.leftOut(task, "a field of " + task + " has no name: give it one");
        }
        switch (type) {
            case "mail" -> {
                needs(task, has(fields, Set.of("to")), "has no recipient: give it a field 'to'");
                needs(task, has(fields, MAIL_TEXTS), "has no text: give it a field 'text' or 'html'");
            }
            case "shell" -> {
                needs(task, has(fields, Set.of("command")), "has no command: give it a field 'command'");
                fields.stream()
                        .filter(field -> SHELL_FLAGS.contains(field.attribute("name")))
                        .filter(field -> !Set.of("true", "false")
                                .contains(BpmnField.value(field).toLowerCase(Locale.ROOT)))
                        .forEach(field -> rules.leftOut(
                                field,
                                "the field '" + field.attribute("name") + "' of " + task
                                        + " is neither true nor false: correct it"));
            }
            case "dmn" ->
                needs(
                        task,
                        fields.stream()
                                .anyMatch(field -> field.attribute("name").equals("decisionTableReferenceKey")
                                        && !BpmnField.value(field).isEmpty()),
                        "has no decision table: give it a field 'decisionTableReferenceKey'");
            default -> {
                // Nothing is known about the fields of the others.
            }
        }
    }

    private void needs(BpmnElement task, boolean has, String why) {
        if (!has) {
            rules.leftOut(task, task + " " + why);
        }
    }

    private static boolean has(List<BpmnElement> fields, Set<String> names) {
        return fields.stream().anyMatch(field -> names.contains(field.attribute("name")));
    }
}
