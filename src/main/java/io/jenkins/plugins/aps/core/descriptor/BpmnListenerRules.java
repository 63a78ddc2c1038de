package io.jenkins.plugins.aps.core.descriptor;

import java.util.Set;
import java.util.stream.Stream;

/** Rules about what listens to a process while it runs. */
final class BpmnListenerRules implements BpmnRules.Rule {
    private static final Set<String> THROWN = Set.of("signal", "globalSignal", "message", "error");

    private final BpmnRules rules;

    BpmnListenerRules(BpmnRules rules) {
        this.rules = rules;
    }

    @Override
    public void check(BpmnElement process) {
        // Those deeper inside are not looked at by the engine before they are called.
        Stream.concat(Stream.of(process), BpmnModel.elements(process))
                .flatMap(element -> element.extensions("executionListener"))
                .forEach(this::execution);
        BpmnModel.all(process, "userTask")
                .flatMap(task -> task.extensions("taskListener"))
                .filter(listener -> !callsSomething(listener))
                .forEach(listener -> rules.leftOut(
                        listener,
                        "a task listener of " + owner(listener)
                                + " has nothing to call: give it a class, expression or delegateExpression"));
        process.extensions("eventListener").forEach(this::event);
        BpmnModel.containers(process)
                .flatMap(BpmnModel::elements)
                .flatMap(element -> element.extensions("eventListener"))
                .forEach(listener -> rules.leftOut(
                        listener,
                        owner(listener)
                                + " has an event listener, which only a process can have: move it to the process"));
    }

    private void execution(BpmnElement listener) {
        if (!callsSomething(listener)) {
            rules.leftOut(
                    listener,
                    "an execution listener of " + owner(listener)
                            + " has nothing to call: give it a class, expression or delegateExpression");
        } else if (listener.has("onTransaction")
                && listener.attribute("class").isEmpty()
                && !listener.attribute("expression").isEmpty()) {
            rules.leftOut(
                    listener,
                    "an execution listener of " + owner(listener)
                            + " with onTransaction has an expression: use a class or delegateExpression");
        }
    }

    private void event(BpmnElement listener) {
        if (!listener.attribute("class").isEmpty()
                || !listener.attribute("delegateExpression").isEmpty()) {
            return;
        }
        var thrown = listener.attribute("throwEvent");
        if (thrown.isEmpty()) {
            rules.leftOut(
                    listener,
                    "an event listener of " + owner(listener)
                            + " has nothing to call: give it a class, delegateExpression or throwEvent");
        } else if (!THROWN.contains(thrown)) {
            rules.leftOut(
                    listener,
                    "an event listener of " + owner(listener) + " throws '" + thrown
                            + "', which is no event: use one of "
                            + String.join(", ", THROWN.stream().sorted().toList()));
        }
    }

    private static boolean callsSomething(BpmnElement listener) {
        return Stream.of("class", "expression", "delegateExpression")
                .anyMatch(name -> !listener.attribute(name).isEmpty());
    }

    /** What the extension belongs to. */
    private static BpmnElement owner(BpmnElement extension) {
        return extension.parent().parent();
    }
}
