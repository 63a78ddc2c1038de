package io.jenkins.plugins.aps.core.descriptor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/** What other files of a project refer to in its processes, and what its processes refer to in other files. */
final class ProcessIndex {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String ACTIVITI = "http://activiti.org/bpmn";

    private final Map<String, Set<String>> elements = new HashMap<>();
    private final Map<Place, String> forms = new LinkedHashMap<>();

    /**
     * Where something is said.
     *
     * @param file path inside the project
     * @param element its id
     */
    record Place(String file, String element) {}

    /** Adds a file. What is wrong with it as XML is told by who reads it as a process. */
    void add(ModelFile file) {
        SafeXml.read(file, new Elements(file.path()), new Problems());
    }

    /** The ids of all processes, whether they are executable or not. */
    Set<String> processes() {
        return elements.keySet();
    }

    /** The ids of the elements of a process. */
    Set<String> elements(String process) {
        return elements.getOrDefault(process, Set.of());
    }

    /** The form keys of user tasks and start events, without expressions. */
    Map<Place, String> forms() {
        return forms;
    }

    private final class Elements implements SafeXml.Visitor {
        private final String file;
        private Set<String> current;

        Elements(String file) {
            this.file = file;
        }

        @Override
        public void start(XMLStreamReader element, int depth) {
            if (!BPMN.equals(element.getNamespaceURI())) {
                return;
            }
            var id = attribute(element, null, "id");
            if (element.getLocalName().equals("process")) {
                current = elements.computeIfAbsent(id, process -> new HashSet<>());
            } else if (current != null && !id.isEmpty()) {
                current.add(id);
                var form = attribute(element, ACTIVITI, "formKey").strip();
                if (!form.isEmpty() && !form.contains("${") && !form.contains("#{")) {
                    forms.put(new Place(file, id), form);
                }
            }
        }

        @Override
        public void end(XMLStreamReader element, int depth) {
            if (BPMN.equals(element.getNamespaceURI()) && element.getLocalName().equals("process")) {
                current = null;
            }
        }

        private static String attribute(XMLStreamReader element, String namespace, String name) {
            return Optional.ofNullable(element.getAttributeValue(namespace, name))
                    .orElse("");
        }
    }
}
