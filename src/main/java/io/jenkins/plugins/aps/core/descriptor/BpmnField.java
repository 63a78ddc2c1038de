package io.jenkins.plugins.aps.core.descriptor;

/** A field that a task or listener is given: {@code <activiti:field name="to" stringValue="..."/>}. */
final class BpmnField {
    private BpmnField() {}

    /** Its text; empty where it is an expression. */
    static String value(BpmnElement field) {
        var value = field.attribute("stringValue");
        if (!value.isEmpty() || !field.attribute("expression").isEmpty()) {
            return value;
        }
        return child(field, "string");
    }

    /** Its expression; empty where it is a text. */
    static String expression(BpmnElement field) {
        if (!field.attribute("stringValue").isEmpty()) {
            return "";
        }
        var expression = field.attribute("expression");
        return expression.isEmpty() ? child(field, "expression") : expression;
    }

    private static String child(BpmnElement field, String name) {
        return field.children().stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .map(each -> each.text().strip())
                .reduce((first, last) -> last)
                .orElse("");
    }
}
