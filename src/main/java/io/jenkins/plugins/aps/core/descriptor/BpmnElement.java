package io.jenkins.plugins.aps.core.descriptor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamReader;

/** An element of a BPMN file, with what is in it. Built once, then only read. */
final class BpmnElement {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String ACTIVITI = "http://activiti.org/bpmn";
    private final String namespace;

    private final String name;
    private final String at;
    private final BpmnElement parent;
    private final Map<String, String> attributes = new HashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final List<BpmnElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private BpmnElement(XMLStreamReader reader, BpmnElement parent) {
        this.namespace = Optional.ofNullable(reader.getNamespaceURI()).orElse("");
        this.name = reader.getLocalName();
        this.at = SafeXml.at(reader);
        this.parent = parent;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            var space = Optional.ofNullable(reader.getAttributeNamespace(i)).orElse("");
            attributes.put(
                    space.isEmpty()
                            ? reader.getAttributeLocalName(i)
                            : "{" + space + "}" + reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            if (reader.getNamespacePrefix(i) != null) {
                prefixes.put(reader.getNamespacePrefix(i), reader.getNamespaceURI(i));
            }
        }
    }

    /** Whether it is of BPMN itself and has one of the names. */
    boolean is(String... names) {
        return BPMN.equals(namespace) && Set.of(names).contains(name);
    }

    boolean is(Set<String> names) {
        return BPMN.equals(namespace) && names.contains(name);
    }

    String name() {
        return name;
    }

    /** {@code line:column}. */
    String at() {
        return at;
    }

    /** Null for the root. */
    BpmnElement parent() {
        return parent;
    }

    String id() {
        return attribute("id");
    }

    /** The value of an attribute without a namespace; empty where it has none. */
    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The value of an attribute of the engine's namespace; empty where it has none. */
    String activiti(String attribute) {
        return attributes.getOrDefault("{" + ACTIVITI + "}" + attribute, "");
    }

    boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    boolean hasActiviti(String attribute) {
        return attributes.containsKey("{" + ACTIVITI + "}" + attribute);
    }

    /** What this very element binds prefixes to. */
    Map<String, String> prefixes() {
        return prefixes;
    }

    List<BpmnElement> children() {
        return children;
    }

    /** Children of BPMN itself with one of the names. */
    Stream<BpmnElement> children(String... names) {
        return children.stream().filter(child -> child.is(names));
    }

    /** All below it, in the order of the file. */
    Stream<BpmnElement> descendants() {
        return children.stream().flatMap(child -> Stream.concat(Stream.of(child), child.descendants()));
    }

    boolean inside(String... names) {
        for (var each = parent; each != null; each = each.parent) {
            if (each.is(names)) {
                return true;
            }
        }
        return false;
    }

    /** Extensions with this name, of whatever namespace: so the engine reads them. */
    Stream<BpmnElement> extensions(String extension) {
        return children("extensionElements")
                .flatMap(all -> all.children.stream())
                .filter(each -> each.name.equals(extension));
    }

    /** Its own text, without that of the elements in it. */
    String text() {
        return text.toString();
    }

    /** {@code userTask 'approve'}. */
    @Override
    public String toString() {
        return id().isEmpty() ? "the " + name + " without an id" : "the " + name + " '" + id() + "'";
    }

    /** Builds the elements of one file. */
    static final class Builder implements SafeXml.Visitor {
        private final Deque<BpmnElement> open = new ArrayDeque<>();
        private BpmnElement root;

        @Override
        public void start(XMLStreamReader element, int depth) {
            var parent = open.peek();
            var built = new BpmnElement(element, parent);
            if (parent == null) {
                root = built;
            } else {
                parent.children.add(built);
            }
            open.push(built);
        }

        @Override
        public void text(String text) {
            if (!open.isEmpty()) {
                open.peek().text.append(text);
            }
        }

        @Override
        public void end(XMLStreamReader element, int depth) {
            open.pop();
        }

        BpmnElement root() {
            return root;
        }
    }
}
