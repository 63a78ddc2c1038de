package io.jenkins.plugins.aps.core.descriptor;

import java.util.Set;

/** Rules about data objects. */
final class BpmnDataRules implements BpmnRules.Rule {
    private static final Set<String> TYPES = Set.of("string", "int", "long", "double", "boolean", "datetime");

    private final BpmnRules rules;

    BpmnDataRules(BpmnRules rules) {
        this.rules = rules;
    }

    /** Whether the engine knows its type: else it overlooks it. */
    static boolean isKnown(BpmnElement object) {
        return TYPES.contains(type(object));
    }

    private static String type(BpmnElement object) {
        var reference = object.attribute("itemSubjectRef");
        int colon = reference.indexOf(':');
        return colon < 0 ? "string" : reference.substring(colon + 1);
    }

    @Override
    public void check(BpmnElement process) {
        BpmnModel.all(process, "dataObject").forEach(object -> {
            if (object.attribute("name").isEmpty()) {
                rules.leftOut(object, object + " has no name: give it one");
            }
            var value = object.extensions("value")
                    .map(each -> each.text().strip())
                    .findFirst()
                    .orElse("");
            if (!value.isEmpty() && !fits(type(object), value)) {
                rules.leftOut(
                        object,
                        object + " is of type " + type(object) + ", and its value '" + value + "' is not: correct it");
            }
        });
    }

    private static boolean fits(String type, String value) {
        try {
            switch (type) {
                case "int" -> Integer.parseInt(value);
                case "long" -> Long.parseLong(value);
                case "double" -> Double.parseDouble(value);
                default -> {
                    return true;
                }
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
