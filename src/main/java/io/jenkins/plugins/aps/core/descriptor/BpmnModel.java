package io.jenkins.plugins.aps.core.descriptor;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A BPMN file that the schema allows, as the engine sees it: what it doesn't know is not there. */
final class BpmnModel {
    static final Set<String> SUBPROCESSES = Set.of("subProcess", "transaction", "adHocSubProcess");
    private static final Set<String> ACTIVITIES = Set.of(
            "businessRuleTask",
            "manualTask",
            "receiveTask",
            "scriptTask",
            "serviceTask",
            "sendTask",
            "userTask",
            "task",
            "callActivity");
    private static final Set<String> EVENTS =
            Set.of("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent");
    private static final Set<String> GATEWAYS =
            Set.of("eventBasedGateway", "exclusiveGateway", "inclusiveGateway", "parallelGateway", "complexGateway");
    private static final Set<String> OTHERS = Set.of("sequenceFlow", "dataStoreReference");
    private static final Set<String> DEFINITIONS = Set.of(
            "messageEventDefinition",
            "signalEventDefinition",
            "timerEventDefinition",
            "errorEventDefinition",
            "cancelEventDefinition",
            "compensateEventDefinition");

    private final BpmnElement root;
    private final List<BpmnElement> processes;
    private final Set<String> signalIds;
    private final Set<String> operations;
    private final Map<BpmnElement, Map<String, BpmnElement>> flows = new IdentityHashMap<>();
    private final Map<BpmnElement, Scope> scopes = new IdentityHashMap<>();

    /** @param root {@code definitions}, or a {@code process} alone */
    BpmnModel(BpmnElement root) {
        this.root = root;
        this.processes = (root.is("process") ? Stream.of(root) : root.children("process"))
                .filter(process -> !process.id().isEmpty())
                .toList();
        this.signalIds = signals().stream().map(BpmnElement::id).collect(Collectors.toSet());
        this.operations = root.children("interface")
                .flatMap(each -> each.children("operation"))
                .filter(operation -> !operation.attribute("implementationRef").isEmpty())
                .map(operation -> targetNamespace() + ":" + operation.id())
                .collect(Collectors.toSet());
    }

    BpmnElement root() {
        return root;
    }

    /** Those with an id. */
    List<BpmnElement> processes() {
        return processes;
    }

    /** The schema allows 1, too, but to the engine only true is true. */
    static boolean executable(BpmnElement process) {
        var executable = process.attribute("isExecutable");
        return executable.isEmpty() || executable.equalsIgnoreCase("true");
    }

    /** Where flow elements are: the process, and what is in it. */
    static Stream<BpmnElement> containers(BpmnElement container) {
        return Stream.concat(
                Stream.of(container),
                elements(container).filter(each -> each.is(SUBPROCESSES)).flatMap(BpmnModel::containers));
    }

    /** The flow elements right in a process or subprocess. */
    static Stream<BpmnElement> elements(BpmnElement container) {
        return container.children().stream().filter(BpmnModel::isFlowElement);
    }

    /** The flow elements of a process, and of what is in it, with one of the names. */
    static Stream<BpmnElement> all(BpmnElement process, String... names) {
        return containers(process).flatMap(BpmnModel::elements).filter(element -> element.is(names));
    }

    static boolean isEvent(BpmnElement element) {
        return element.is(EVENTS);
    }

    static boolean isActivity(BpmnElement element) {
        return element.is(ACTIVITIES) || element.is(SUBPROCESSES);
    }

    /** What a sequence flow can lead to. */
    static boolean isNode(BpmnElement element) {
        return isActivity(element) || isEvent(element) || element.is(GATEWAYS);
    }

    static boolean isEventSubprocess(BpmnElement element) {
        return element.is("subProcess") && element.attribute("triggeredByEvent").equalsIgnoreCase("true");
    }

    private static boolean isFlowElement(BpmnElement element) {
        return isNode(element) || element.is(OTHERS) || (element.is("dataObject") && BpmnDataRules.isKnown(element));
    }

    /** The flow elements of a process and of what is in it, by id. */
    Map<String, BpmnElement> byId(BpmnElement process) {
        return flows.computeIfAbsent(process, key -> {
            var found = new HashMap<String, BpmnElement>();
            containers(key)
                    .flatMap(BpmnModel::elements)
                    .filter(element -> !element.id().isEmpty())
                    .forEach(element -> found.put(element.id(), element));
            return found;
        });
    }

    /** What a process or subprocess has, found once: a file may have thousands of flows. */
    Scope scope(BpmnElement container) {
        return scopes.computeIfAbsent(container, Scope::of);
    }

    /**
     * The flow elements right in one process or subprocess.
     *
     * @param others ids of those that are no steps
     * @param outgoing its sequence flows, by the id where they begin
     */
    record Scope(Set<String> others, Map<String, List<BpmnElement>> outgoing) {
        private static Scope of(BpmnElement container) {
            return new Scope(
                    elements(container)
                            .filter(element -> !isNode(element))
                            .map(BpmnElement::id)
                            .collect(Collectors.toSet()),
                    elements(container)
                            .filter(element -> element.is("sequenceFlow"))
                            .collect(Collectors.groupingBy(flow -> flow.attribute("sourceRef"))));
        }
    }

    /** The event definitions that the engine knows, in their order. */
    static List<BpmnElement> definitions(BpmnElement event) {
        return event.children().stream()
                .filter(child ->
                        child.is(DEFINITIONS) || (child.is("terminateEventDefinition") && event.is("endEvent")))
                .toList();
    }

    /** By id; the value is the name, which may be empty. */
    Map<String, String> messages() {
        var messages = new LinkedHashMap<String, String>();
        root.children("message")
                .filter(message -> !message.id().isEmpty())
                .forEach(message -> messages.put(message.id(), message.attribute("name")));
        return messages;
    }

    List<BpmnElement> signals() {
        return root.children("signal").toList();
    }

    boolean hasSignal(String id) {
        return signalIds.contains(id);
    }

    /** Whether there is an operation that can be called. */
    boolean hasOperation(String reference) {
        return operations.contains(qualified(reference));
    }

    String targetNamespace() {
        return root.attribute("targetNamespace");
    }

    /** What the root element binds a prefix to; null where it doesn't. */
    String namespace(String prefix) {
        return prefix.isEmpty() ? null : root.prefixes().get(prefix);
    }

    /** A reference to a message as the engine reads it: the target namespace's prefix is left out. */
    String messageId(String reference) {
        int colon = reference.indexOf(':');
        if (colon < 0) {
            return reference;
        }
        var namespace = namespace(reference.substring(0, colon));
        if (namespace == null) {
            return reference;
        }
        var local = reference.substring(colon + 1);
        return namespace.equalsIgnoreCase(targetNamespace()) ? local : namespace + ":" + local;
    }

    /** A reference to an item or operation: always with its namespace. */
    String qualified(String reference) {
        int colon = reference.indexOf(':');
        return colon < 0
                ? targetNamespace() + ":" + reference
                : namespace(reference.substring(0, colon)) + ":" + reference.substring(colon + 1);
    }
}
