package io.jenkins.plugins.aps.core.descriptor;

import java.util.List;

/**
 * What the engine demands of a BPMN file beyond the schema: the rules of Activiti 7.1, as its own deployment applies them. The
 * runtime bundle tells what it leaves out in its log only. {@code BpmnCorpusIT} holds them against the engine.
 */
final class BpmnRules {
    static final String LEFT_OUT = "; else the runtime bundle leaves the file out";
    static final String NO_START = "; else the runtime bundle does not start";

    private final String path;
    private final BpmnModel model;
    private final Problems problems;

    private BpmnRules(String path, BpmnModel model, Problems problems) {
        this.path = path;
        this.model = model;
        this.problems = problems;
    }

    static void check(String path, BpmnModel model, Problems problems) {
        var rules = new BpmnRules(path, model, problems);
        new BpmnTextRules(rules).check();
        new BpmnRootRules(rules).check();
        for (var process : model.processes()) {
            List<Rule> each = List.of(
                    new BpmnFlowRules(rules),
                    new BpmnEventRules(rules),
                    new BpmnTaskRules(rules),
                    new BpmnDataRules(rules),
                    new BpmnListenerRules(rules));
            each.forEach(rule -> rule.check(process));
            if (BpmnModel.executable(process)) {
                new BpmnStartRules(rules).check(process);
            }
        }
    }

    BpmnModel model() {
        return model;
    }

    /** Something for which the engine leaves out the file. */
    void leftOut(BpmnElement element, String why) {
        problems.add(path, element.at(), "invalidBpmn", why + LEFT_OUT);
    }

    /** Something with which the engine does not even start. */
    void noStart(BpmnElement element, String why) {
        problems.add(path, element.at(), "invalidBpmn", why + NO_START);
    }

    /** An expression that the engine parses when it deploys. */
    void expression(BpmnElement element, String what, String text) {
        BpmnExpression.problem(text)
                .ifPresent(why -> noStart(element, what + " of " + element + " is no expression: " + why));
    }

    /** Rules about one process. */
    interface Rule {
        void check(BpmnElement process);
    }
}
