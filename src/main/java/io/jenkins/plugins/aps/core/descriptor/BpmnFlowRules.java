package io.jenkins.plugins.aps.core.descriptor;

import java.util.List;

/** Rules about sequence flows, gateways, and what boundary events are attached to. */
final class BpmnFlowRules implements BpmnRules.Rule {
    private final BpmnRules rules;

    BpmnFlowRules(BpmnRules rules) {
        this.rules = rules;
    }

    @Override
    public void check(BpmnElement process) {
        BpmnModel.all(process, "sequenceFlow").forEach(flow -> flow(process, flow));
        BpmnModel.all(process, "exclusiveGateway", "complexGateway").forEach(this::exclusive);
        BpmnModel.all(process, "eventBasedGateway").forEach(gateway -> events(process, gateway));
        BpmnModel.all(process, "boundaryEvent").forEach(event -> {
            if (!fits(event.parent(), event.attribute("attachedToRef"))) {
                rules.leftOut(event, event + " is attached to what is no activity: attach it to an activity");
            }
        });
        BpmnModel.containers(process)
                .flatMap(BpmnModel::elements)
                .filter(BpmnModel::isActivity)
                .forEach(this::exceptions);
        // Those deeper inside are not looked at by the engine before they run.
        BpmnModel.elements(process).filter(BpmnModel::isActivity).forEach(this::repeated);
    }

    private void flow(BpmnElement process, BpmnElement flow) {
        var byId = rules.model().byId(process);
        var source = byId.get(flow.attribute("sourceRef"));
        var target = byId.get(flow.attribute("targetRef"));
        if (source == null || !fits(flow.parent(), source.id())) {
            rules.leftOut(
                    flow,
                    flow + " begins at '" + flow.attribute("sourceRef")
                            + "', which is no step of its process: correct sourceRef");
        }
        if (target == null || !fits(flow.parent(), target.id())) {
            rules.leftOut(
                    flow,
                    flow + " leads to '" + flow.attribute("targetRef")
                            + "', which is no step of its process: correct targetRef");
        }
        if (source != null && target != null && source.parent() != target.parent()) {
            rules.leftOut(flow, flow + " crosses the border of a subprocess: connect steps of the same one");
        }
    }

    /** Whether the engine can take what has this id, if it is in the same scope, for a step. */
    private boolean fits(BpmnElement scope, String id) {
        return !rules.model().scope(scope).others().contains(id);
    }

    /** The flows that the engine finds: those in the same scope. */
    private List<BpmnElement> outgoing(BpmnElement gateway) {
        return gateway.id().isEmpty()
                ? List.of()
                : rules.model().scope(gateway.parent()).outgoing().getOrDefault(gateway.id(), List.of());
    }

    private void exclusive(BpmnElement gateway) {
        var flows = outgoing(gateway);
        if (flows.isEmpty()) {
            rules.leftOut(gateway, gateway + " has no way out: add a sequence flow");
        } else if (flows.size() == 1 && hasCondition(flows.get(0))) {
            rules.leftOut(gateway, gateway + " has one way out, with a condition: remove the condition, or add a way");
        } else if (flows.size() > 1) {
            flows.stream()
                    .filter(flow -> !flow.id().isEmpty() && flow.id().equals(gateway.attribute("default")))
                    .filter(BpmnFlowRules::hasCondition)
                    .forEach(flow -> rules.leftOut(
                            flow, "the default way of " + gateway + " has a condition: remove the condition"));
        }
    }

    private static boolean hasCondition(BpmnElement flow) {
        return flow.children("conditionExpression")
                .anyMatch(each -> !each.text().strip().isEmpty());
    }

    private void events(BpmnElement process, BpmnElement gateway) {
        for (var flow : outgoing(gateway)) {
            var target = rules.model().byId(process).get(flow.attribute("targetRef"));
            if (target != null && !target.is("intermediateCatchEvent")) {
                rules.leftOut(flow, gateway + " leads to " + target + ": it can only lead to intermediateCatchEvents");
            }
        }
    }

    private void repeated(BpmnElement activity) {
        activity.children("multiInstanceLoopCharacteristics")
                .filter(loop -> BpmnLoop.of(loop).cardinality().isEmpty()
                        && BpmnLoop.of(loop).collection().isEmpty())
                .forEach(loop -> rules.leftOut(
                        loop, activity + " is to be repeated: give it a loopCardinality or an activiti:collection"));
    }

    private void exceptions(BpmnElement activity) {
        if (activity.is(BpmnModel.SUBPROCESSES)) {
            return;
        }
        activity.extensions("mapException").forEach(mapped -> {
            if (mapped.attribute("errorCode").isBlank()) {
                rules.leftOut(mapped, "a mapException of " + activity + " has no errorCode: give it one");
            }
            if (!mapped.attribute("includeChildExceptions").matches("(?i)|true|false")) {
                rules.leftOut(
                        mapped,
                        "a mapException of " + activity
                                + " has includeChildExceptions neither true nor false: correct it");
            }
        });
    }
}
