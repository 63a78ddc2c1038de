package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.ProcessModel.ServiceTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a BPMN 2.0 file: its executable processes, their service tasks, and the people that its user tasks name. As in
 * the engine, a process without {@code isExecutable} is executable.
 */
final class ProcessFile implements SafeXml.Visitor {
    static final String[] ENDINGS = {".bpmn20.xml", ".bpmn.xml", ".bpmn"};

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String ACTIVITI = "http://activiti.org/bpmn";

    private final ModelFile file;
    private final Set<String> users;
    private final Set<String> groups;
    private final Problems problems;
    private final List<ProcessModel> found = new ArrayList<>();
    private final List<ServiceTask> tasks = new ArrayList<>();
    private String key;
    private String name;
    private boolean executable;
    private boolean bpmn = true;

    private ProcessFile(ModelFile file, Set<String> users, Set<String> groups, Problems problems) {
        this.file = file;
        this.users = users;
        this.groups = groups;
        this.problems = problems;
    }

    /** The executable processes; people are added to the sets. */
    static List<ProcessModel> read(ModelFile file, Set<String> users, Set<String> groups, Problems problems) {
        var process = new ProcessFile(file, users, groups, problems);
        if (SafeXml.read(file, process, problems) && process.bpmn && process.found.isEmpty()) {
            problems.add(file.path(), "", "noExecutableProcess", "it holds no executable process");
        }
        return process.found;
    }

    @Override
    public void start(XMLStreamReader element, int depth) {
        var isBpmn = BPMN.equals(element.getNamespaceURI());
        if (depth == 1 && !(isBpmn && element.getLocalName().equals("definitions"))) {
            bpmn = false;
            problems.add(file.path(), SafeXml.at(element), "notBpmn", "its root is no BPMN 2.0 'definitions'");
        }
        if (!isBpmn || !bpmn) {
            return;
        }
        switch (element.getLocalName()) {
            case "process" -> begin(element);
            case "serviceTask" -> service(element);
            case "userTask" -> user(element);
            default -> {
                // Everything else is the engine's business.
            }
        }
    }

    private void begin(XMLStreamReader element) {
        key = attribute(element, "", "id");
        name = attribute(element, "", "name");
        executable = !attribute(element, "", "isExecutable").equalsIgnoreCase("false");
        tasks.clear();
        if (key.isEmpty()) {
            problems.add(file.path(), SafeXml.at(element), "noProcessKey", "a process has no id");
        }
    }

    private void service(XMLStreamReader element) {
        if (key != null) {
            tasks.add(new ServiceTask(
                    attribute(element, "", "id"),
                    attribute(element, "", "implementation").strip()));
        }
    }

    private void user(XMLStreamReader element) {
        if (key != null && executable) {
            add(users, attribute(element, ACTIVITI, "assignee"));
            add(users, attribute(element, ACTIVITI, "candidateUsers"));
            add(groups, attribute(element, ACTIVITI, "candidateGroups"));
        }
    }

    private static void add(Set<String> to, String names) {
        for (var each : names.split(",", -1)) {
            var one = each.strip();
            if (!one.isEmpty() && !isExpression(one)) {
                to.add(one);
            }
        }
    }

    static boolean isExpression(String text) {
        return text.startsWith("${") || text.startsWith("#{");
    }

    @Override
    public void end(XMLStreamReader element, int depth) {
        if (key != null
                && BPMN.equals(element.getNamespaceURI())
                && element.getLocalName().equals("process")) {
            if (executable && !key.isEmpty()) {
                found.add(new ProcessModel(file.path(), key, name.isEmpty() ? key : name, tasks));
            }
            key = null;
        }
    }

    private static String attribute(XMLStreamReader element, String namespace, String attribute) {
        // The JDK's reader finds attributes without a namespace by null, and by the empty string in no version alike.
        return Optional.ofNullable(element.getAttributeValue(namespace.isEmpty() ? null : namespace, attribute))
                .orElse("");
    }
}
