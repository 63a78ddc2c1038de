package io.jenkins.plugins.aps.core.descriptor;

/** What a service task calls, by the first of these that it has. */
enum BpmnCall {
    CLASS,
    EXPRESSION,
    DELEGATE,
    WEB_SERVICE,
    /** What {@code implementation} says, whatever it is: a connector's action as a rule. */
    IMPLEMENTATION,
    NOTHING;

    static BpmnCall of(BpmnElement task) {
        if (!task.activiti("class").isEmpty()) {
            return CLASS;
        }
        if (!task.activiti("expression").isEmpty()) {
            return EXPRESSION;
        }
        if (!task.activiti("delegateExpression").isEmpty()) {
            return DELEGATE;
        }
        if (task.attribute("implementation").equals("##WebService")) {
            return WEB_SERVICE;
        }
        return task.attribute("implementation").isEmpty() ? NOTHING : IMPLEMENTATION;
    }
}
