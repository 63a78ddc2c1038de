package io.jenkins.plugins.aps.core.descriptor;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rules about what the engine reads only when it deploys an executable process. It then fails, and the runtime bundle does not
 * start: worse than a file that is left out.
 */
final class BpmnStartRules implements BpmnRules.Rule {
    private static final Set<String> ENTITIES = Set.of(
            "attachment",
            "comment",
            "execution",
            "identity-link",
            "job",
            "process-definition",
            "process-instance",
            "task");
    private static final Set<String> MAIL_FIELDS = Set.of(
            "to",
            "from",
            "cc",
            "bcc",
            "subject",
            "text",
            "textVar",
            "html",
            "htmlVar",
            "charset",
            "ignoreException",
            "exceptionVariableName",
            "attachments");
    private static final Set<String> SHELL_FIELDS = Set.of(
            "command",
            "wait",
            "arg1",
            "arg2",
            "arg3",
            "arg4",
            "arg5",
            "outputVariable",
            "errorCodeVariable",
            "redirectError",
            "cleanEnv",
            "directory");

    private final BpmnRules rules;

    BpmnStartRules(BpmnRules rules) {
        this.rules = rules;
    }

    @Override
    public void check(BpmnElement process) {
        BpmnModel.all(process, "serviceTask").forEach(this::service);
        BpmnModel.all(process, "sendTask")
                .forEach(task -> typed(task, task.activiti("type").toLowerCase(Locale.ROOT)));
        BpmnModel.all(process, "businessRuleTask")
                .forEach(task -> rules.noStart(
                        task,
                        task
                                + " needs a rule engine, which the runtime bundle doesn't have: use a service task with the"
                                + " implementation dmn-connector.EXECUTE_TABLE"));
        BpmnModel.all(process, "callActivity")
                .filter(call -> call.attribute("calledElement").matches("\\$+\\{+.+}"))
                .forEach(call -> rules.expression(call, "calledElement", call.attribute("calledElement")));
        BpmnModel.containers(process)
                .flatMap(BpmnModel::elements)
                .filter(BpmnModel::isActivity)
                .forEach(activity -> activity.children("multiInstanceLoopCharacteristics")
                        .forEach(loop -> repeated(activity, loop)));
        BpmnModel.containers(process)
                .flatMap(BpmnModel::elements)
                .filter(BpmnModel::isEvent)
                .forEach(this::event);
        process.extensions("eventListener").forEach(listener -> listener(process, listener));
        starts(process);
    }

    private void service(BpmnElement task) {
        var type = task.activiti("type").toLowerCase(Locale.ROOT);
        if (!type.isEmpty()) {
            typed(task, type);
            return;
        }
        var call = BpmnCall.of(task);
        if (call == BpmnCall.EXPRESSION) {
            rules.expression(task, "activiti:expression", task.activiti("expression"));
        } else if (call == BpmnCall.DELEGATE) {
            rules.expression(task, "activiti:delegateExpression", task.activiti("delegateExpression"));
        }
        if (call != BpmnCall.WEB_SERVICE || task.attribute("operationRef").isEmpty()) {
            rules.expression(task, "activiti:skipExpression", task.activiti("skipExpression"));
            if (call != BpmnCall.EXPRESSION) {
                fields(task);
            }
        }
    }

    private void typed(BpmnElement task, String type) {
        switch (type) {
            case "mule", "camel" ->
                rules.noStart(
                        task,
                        task + " has the activiti:type '" + type
                                + "', whose classes the runtime bundle doesn't have: call a connector");
            case "mail" -> typed(task, type, MAIL_FIELDS);
            case "shell" -> typed(task, type, SHELL_FIELDS);
            default -> {
                // The others are read when they are called.
            }
        }
    }

    private void typed(BpmnElement task, String type, Set<String> known) {
        fields(task);
        task.extensions("field")
                .filter(field -> !known.contains(field.attribute("name")))
                .forEach(field -> rules.noStart(
                        field,
                        task + " has the field '" + field.attribute("name") + "', which the activiti:type '" + type
                                + "' doesn't know: remove it"));
    }

    private void fields(BpmnElement task) {
        task.extensions("field")
                .forEach(field -> rules.expression(
                        task, "the field '" + field.attribute("name") + "'", BpmnField.expression(field)));
    }

    private void repeated(BpmnElement activity, BpmnElement element) {
        var loop = BpmnLoop.of(element);
        if (activity.is("serviceTask") && activity.activiti("type").equalsIgnoreCase("dmn")) {
            rules.noStart(
                    element,
                    activity + " of the activiti:type 'dmn' can't be repeated: put it into a subprocess that is");
        }
        rules.expression(activity, "the loopCardinality", loop.cardinality());
        rules.expression(activity, "the completionCondition", loop.completion());
        if (loop.collection().contains("{")) {
            rules.expression(activity, "activiti:collection", loop.collection());
        }
    }

    /** The engine looks names up without asking whether there is one. */
    private void event(BpmnElement event) {
        BpmnModel.definitions(event).stream().limit(1).forEach(definition -> {
            if (definition.is("messageEventDefinition")
                    && definition.attribute("messageRef").isEmpty()
                    && event.is("intermediateThrowEvent", "endEvent")) {
                rules.noStart(definition, event + " has a messageExpression only: give it a messageRef");
            }
            if (definition.is("messageEventDefinition") && event.is("intermediateThrowEvent", "endEvent")) {
                sender(event, definition);
            }
            if (definition.is("signalEventDefinition")
                    && definition.attribute("signalRef").isEmpty()
                    && !rules.model().signals().isEmpty()
                    && !event.is("endEvent")) {
                rules.noStart(
                        definition,
                        event + " has a signalExpression only, in a file with signals: give it a signalRef");
            }
        });
    }

    private void sender(BpmnElement event, BpmnElement definition) {
        if (!definition.activiti("class").isEmpty()) {
            rules.noStart(
                    definition,
                    event + " sends by the class '" + definition.activiti("class")
                            + "', which the runtime bundle doesn't have: remove it");
        } else {
            rules.expression(event, "activiti:delegateExpression", definition.activiti("delegateExpression"));
        }
    }

    private void listener(BpmnElement process, BpmnElement listener) {
        for (var each : listener.attribute("events").split(",")) {
            if (!each.isEmpty() && !BpmnEventTypes.NAMES.contains(each)) {
                rules.noStart(
                        listener,
                        "an event listener of " + process + " listens to '" + each
                                + "', which the engine doesn't know: correct it; names are separated by commas, without blanks");
            }
        }
        if (listener.has("entityType")
                && !ENTITIES.contains(listener.attribute("entityType").strip())) {
            rules.noStart(
                    listener,
                    "an event listener of " + process + " has the unknown entityType '"
                            + listener.attribute("entityType") + "': correct it");
        }
        if (listener.attribute("class").isEmpty()) {
            rules.expression(
                    process, "the delegateExpression of an event listener", listener.attribute("delegateExpression"));
        }
    }

    private void starts(BpmnElement process) {
        for (var event : BpmnModel.elements(process)
                .filter(each -> each.is("startEvent"))
                .toList()) {
            BpmnModel.definitions(event).stream()
                    .limit(1)
                    .filter(definition -> definition.is("timerEventDefinition"))
                    .forEach(definition -> BpmnTimer.of(definition)
                            .problem()
                            .ifPresent(why -> rules.noStart(definition, event + " can't be scheduled: " + why)));
        }
    }

    /** The names of the messages that start a process: the engine takes each once, in all files together. */
    static List<String> messages(BpmnModel model, BpmnElement process) {
        var names = model.messages();
        return BpmnModel.elements(process)
                .filter(each -> each.is("startEvent"))
                .flatMap(event -> BpmnModel.definitions(event).stream().limit(1))
                .filter(definition -> definition.is("messageEventDefinition"))
                .map(definition -> names.getOrDefault(model.messageId(definition.attribute("messageRef")), ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
