package io.jenkins.plugins.aps.core.descriptor;

import java.util.Map;
import java.util.Set;

/** Rules about texts and numbers: what the schema allows in them, and the engine's reading does not. */
final class BpmnTextRules {
    /** By their parents. */
    private static final Map<String, Set<String>> PLAIN = Map.of(
            "sequenceFlow", Set.of("conditionExpression"),
            "scriptTask", Set.of("script"),
            "textAnnotation", Set.of("text"),
            "timerEventDefinition", Set.of("timeDate", "timeCycle", "timeDuration"),
            "adHocSubProcess", Set.of("completionCondition"));

    /** Read in a way that forgives what is in them. */
    private static final String[] FORGIVEN = {
        "multiInstanceLoopCharacteristics",
        "ioSpecification",
        "dataInputAssociation",
        "dataOutputAssociation",
        "interface",
        "extensionElements"
    };

    private static final Set<String> POINTS = Set.of("Bounds", "waypoint");
    private static final Set<String> COORDINATES = Set.of("x", "y", "width", "height");

    private final BpmnRules rules;

    BpmnTextRules(BpmnRules rules) {
        this.rules = rules;
    }

    void check() {
        var root = rules.model().root();
        root.descendants()
                .filter(element -> POINTS.contains(element.name()))
                .filter(element -> COORDINATES.stream()
                        .anyMatch(name -> element.attribute(name).endsWith("INF")))
                .forEach(element -> rules.leftOut(
                        element, "the diagram has an infinite coordinate: correct it, or remove the diagram"));
        for (var process : rules.model().processes()) {
            BpmnModel.all(process, "userTask").forEach(this::owners);
        }
        root.descendants().filter(element -> !element.children().isEmpty()).forEach(element -> {
            var plain = element.is("documentation")
                    || (element.is("formalExpression") && element.inside("potentialOwner", "humanPerformer"))
                    || (element.is(PLAIN.getOrDefault(element.parent().name(), Set.of())));
            if (plain && !element.inside(FORGIVEN)) {
                rules.leftOut(
                        element.children().get(0),
                        "an element '" + element.children().get(0).name() + "' is inside of '" + element.name()
                                + "', which holds text only: write it as text");
            }
        });
    }

    private void owners(BpmnElement task) {
        task.children("potentialOwner")
                .flatMap(owner -> owner.children("resourceAssignmentExpression"))
                .flatMap(owner -> owner.children("formalExpression"))
                .forEach(owners -> {
                    var text = owners.text();
                    if (text.endsWith("$") || text.endsWith("#")) {
                        rules.leftOut(owners, "the potential owners of " + task + " end with '$' or '#': remove it");
                    }
                    if (ProcessPeople.split(text).stream().anyMatch(Set.of("user(", "group(")::contains)) {
                        rules.leftOut(
                                owners,
                                "a potential owner of " + task + " has no name: write user(name) or group(name)");
                    }
                });
    }
}
