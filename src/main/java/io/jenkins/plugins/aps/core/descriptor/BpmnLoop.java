package io.jenkins.plugins.aps.core.descriptor;

/**
 * How often an activity is repeated.
 *
 * @param cardinality an expression; empty where it has none
 * @param collection a variable or an expression; empty where it has none
 * @param completion an expression; empty where it has none
 */
record BpmnLoop(String cardinality, String collection, String completion) {
    /** @param loop a {@code multiInstanceLoopCharacteristics} */
    static BpmnLoop of(BpmnElement loop) {
        var reference = last(loop, "loopDataInputRef");
        return new BpmnLoop(
                last(loop, "loopCardinality"),
                reference.isEmpty() ? loop.activiti("collection") : reference,
                last(loop, "completionCondition"));
    }

    private static String last(BpmnElement loop, String name) {
        return loop.children(name)
                .map(BpmnElement::text)
                .reduce((first, last) -> last)
                .orElse("");
    }
}
