package io.jenkins.plugins.aps.core.descriptor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules about events and what they wait for. The first event definition is the one that counts. */
final class BpmnEventRules implements BpmnRules.Rule {
    private static final String MESSAGE = "messageEventDefinition";
    private static final String SIGNAL = "signalEventDefinition";
    private static final String TIMER = "timerEventDefinition";
    private static final String ERROR = "errorEventDefinition";
    private static final String CANCEL = "cancelEventDefinition";
    private static final String COMPENSATION = "compensateEventDefinition";

    private final BpmnRules rules;

    BpmnEventRules(BpmnRules rules) {
        this.rules = rules;
    }

    @Override
    public void check(BpmnElement process) {
        starts(process);
        subprocesses(process);
        BpmnModel.all(process, "intermediateCatchEvent")
                .forEach(event -> first(event, true, "message, signal or timer", MESSAGE, SIGNAL, TIMER));
        BpmnModel.all(process, "intermediateThrowEvent")
                .forEach(
                        event -> first(event, false, "message, signal or compensation", MESSAGE, SIGNAL, COMPENSATION));
        boundaries(process);
        BpmnModel.all(process, "endEvent")
                .filter(event -> begins(event, CANCEL) && !event.parent().is("transaction"))
                .forEach(event ->
                        rules.leftOut(event, event + " cancels what is no transaction: move it into a transaction"));
        var messages = rules.model().messages().keySet();
        BpmnModel.containers(process)
                .flatMap(BpmnModel::elements)
                .filter(BpmnModel::isEvent)
                .forEach(event ->
                        BpmnModel.definitions(event).forEach(each -> definition(process, event, each, messages)));
    }

    private void starts(BpmnElement process) {
        var starts = BpmnModel.elements(process)
                .filter(each -> each.is("startEvent"))
                .toList();
        starts.forEach(event -> first(event, false, "message, signal or timer", MESSAGE, SIGNAL, TIMER));
        var plain = starts.stream()
                .filter(event -> BpmnModel.definitions(event).isEmpty())
                .toList();
        if (plain.size() > 1) {
            rules.leftOut(plain.get(1), process + " has more than one start event that waits for nothing: keep one");
        }
    }

    private void subprocesses(BpmnElement process) {
        BpmnModel.containers(process).skip(1).forEach(subprocess -> {
            if (BpmnModel.isEventSubprocess(subprocess)) {
                BpmnModel.all(subprocess, "startEvent")
                        .forEach(event -> first(event, false, "message, signal or error", MESSAGE, SIGNAL, ERROR));
                return;
            }
            var starts = BpmnModel.elements(subprocess)
                    .filter(each -> each.is("startEvent"))
                    .toList();
            if (starts.size() > 1) {
                rules.leftOut(starts.get(1), subprocess + " has more than one start event: keep one");
            }
            starts.stream()
                    .filter(event -> !BpmnModel.definitions(event).isEmpty())
                    .forEach(event -> rules.leftOut(
                            event,
                            event
                                    + " waits for something, which only the start event of a process or of an event subprocess"
                                    + " can (triggeredByEvent=\"true\"): remove what it waits for"));
        });
    }

    private void boundaries(BpmnElement process) {
        var seen = new HashSet<List<String>>();
        BpmnModel.all(process, "boundaryEvent").forEach(event -> {
            first(
                    event,
                    true,
                    "message, signal, timer, error, cancellation or compensation",
                    MESSAGE,
                    SIGNAL,
                    TIMER,
                    ERROR,
                    CANCEL,
                    COMPENSATION);
            var host = event.attribute("attachedToRef");
            if (begins(event, CANCEL)
                    && rules.model().processes().stream()
                            .map(each -> rules.model().byId(each).get(host))
                            .noneMatch(each -> each != null && each.is("transaction"))) {
                rules.leftOut(event, event + " waits for a cancellation: attach it to a transaction");
            } else if (begins(event, CANCEL) && !seen.add(List.of(CANCEL, host))) {
                rules.leftOut(event, "'" + host + "' has more than one boundary event for a cancellation: keep one");
            } else if (begins(event, COMPENSATION) && !seen.add(List.of(COMPENSATION, host))) {
                rules.leftOut(event, "'" + host + "' has more than one boundary event for a compensation: keep one");
            } else if (begins(event, MESSAGE)) {
                var message = BpmnModel.definitions(event).get(0).attribute("messageRef");
                if (!message.isEmpty()
                        && !seen.add(List.of(MESSAGE, host, rules.model().messageId(message)))) {
                    rules.leftOut(
                            event,
                            "'" + host + "' has more than one boundary event for the message '" + message
                                    + "': keep one");
                }
            }
        });
    }

    private void first(BpmnElement event, boolean needed, String allowed, String... names) {
        var definitions = BpmnModel.definitions(event);
        if (definitions.isEmpty() ? needed : !definitions.get(0).is(names)) {
            rules.leftOut(
                    event, event + " waits for or tells something that the engine does not know there: use " + allowed);
        }
    }

    private static boolean begins(BpmnElement event, String name) {
        return BpmnModel.definitions(event).stream().limit(1).anyMatch(first -> first.is(name));
    }

    private void definition(BpmnElement process, BpmnElement event, BpmnElement definition, Set<String> messages) {
        if (definition.is(MESSAGE)) {
            var reference = definition.attribute("messageRef");
            if (reference.isEmpty() && definition.activiti("messageExpression").isEmpty()) {
                rules.leftOut(definition, event + " names no message: give it a messageRef");
            } else if (!reference.isEmpty() && !messages.contains(rules.model().messageId(reference))) {
                rules.leftOut(
                        definition,
                        event + " names the message '" + reference
                                + "', which is not in the file: add it, or correct messageRef");
            }
        } else if (definition.is(SIGNAL)) {
            var reference = definition.attribute("signalRef");
            if (reference.isEmpty() && definition.activiti("signalExpression").isEmpty()) {
                rules.leftOut(definition, event + " names no signal: give it a signalRef");
            } else if (!reference.isEmpty() && !rules.model().hasSignal(reference)) {
                rules.leftOut(
                        definition,
                        event + " names the signal '" + reference
                                + "', which is not in the file: add it, or correct signalRef");
            }
        } else if (definition.is(TIMER)) {
            if (BpmnTimer.of(definition).text().isEmpty()) {
                rules.leftOut(
                        definition,
                        event + " is a timer without a time: give it a timeDate, timeCycle or timeDuration");
            }
        } else if (definition.is(COMPENSATION)) {
            var reference = definition.attribute("activityRef");
            if (!reference.isEmpty() && !rules.model().byId(process).containsKey(reference)) {
                rules.leftOut(
                        definition,
                        event + " compensates '" + reference + "', which is not in its process: correct activityRef");
            }
        }
    }
}
