package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.ProcessModel.ServiceTask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a BPMN 2.0 file: its executable processes, their service tasks, and the people that they name. What the engine would
 * not load is a problem. As in the engine, a process without {@code isExecutable} is executable.
 */
final class ProcessFile {
    private ProcessFile() {}

    /** Whether a file in the folder of processes holds some: by its name, or as XML by what is in it. */
    static boolean is(ModelFile file) {
        var name = file.name().toLowerCase(Locale.ROOT);
        if (ProjectFolder.of(file.folder())
                .filter(ProjectFolder.PROCESSES::equals)
                .isEmpty()) {
            return false;
        }
        if (name.endsWith(".bpmn") || name.endsWith(".bpmn20.xml") || name.endsWith(".bpmn.xml")) {
            return true;
        }
        var builder = new BpmnElement.Builder();
        return name.endsWith(".xml")
                && SafeXml.read(file, builder, new Problems())
                && builder.root().is("definitions");
    }

    /** The executable processes; people and start messages are added to what is given. */
    static List<ProcessModel> read(
            ModelFile file, Set<String> users, Set<String> groups, StartMessages messages, Problems problems) {
        var builder = new BpmnElement.Builder();
        if (!SafeXml.read(file, builder, problems)) {
            return List.of();
        }
        var root = builder.root();
        if (!root.is("definitions", "process")) {
            problems.add(file.path(), root.at(), "notBpmn", "its root is no BPMN 2.0 'definitions'");
            return List.of();
        }
        var model = new BpmnModel(root);
        var text = file.text(problems).orElseThrow();
        if (BpmnSchema.check(file.path(), text.getBytes(StandardCharsets.UTF_8), problems)) {
            BpmnRules.check(file.path(), model, problems);
        }
        var executable =
                model.processes().stream().filter(BpmnModel::executable).toList();
        root.children("process")
                .filter(process -> process.id().isEmpty())
                .forEach(process -> problems.add(file.path(), process.at(), "noProcessKey", "a process has no id"));
        if (executable.isEmpty()) {
            problems.add(file.path(), "", "noExecutableProcess", "it holds no executable process");
        }
        for (var process : executable) {
            ProcessPeople.add(model, process, users, groups);
            messages.add(file.path(), model, process, problems);
            BpmnModel.all(process, "serviceTask")
                    .filter(ProcessFile::callsNothing)
                    .forEach(task -> problems.add(
                            file.path(),
                            task.at(),
                            "nothingToCall",
                            task + " has the implementation '" + task.attribute("implementation")
                                    + "', which stands for nothing: give it <connector>.<ACTION>, or an activiti:class,"
                                    + " activiti:expression or activiti:delegateExpression"));
        }
        return executable.stream().map(process -> process(file.path(), process)).toList();
    }

    private static ProcessModel process(String path, BpmnElement process) {
        var name = process.attribute("name");
        return new ProcessModel(
                path,
                process.id(),
                name.isEmpty() ? process.id() : name,
                process.descendants()
                        .filter(task -> task.is("serviceTask"))
                        .map(ProcessFile::serviceTask)
                        .toList());
    }

    /** What it calls otherwise hides its implementation. */
    private static ServiceTask serviceTask(BpmnElement task) {
        var called = BpmnCall.of(task) == BpmnCall.IMPLEMENTATION
                && task.activiti("type").isEmpty()
                && !callsNothing(task);
        return new ServiceTask(
                task.id(), called ? task.attribute("implementation").strip() : "");
    }

    /** BPMN's own values, such as {@code ##unspecified}: the engine loads them, and finds nothing when it calls them. */
    private static boolean callsNothing(BpmnElement task) {
        var call = BpmnCall.of(task);
        return task.activiti("type").isEmpty()
                && task.attribute("implementation").startsWith("##")
                && (call == BpmnCall.IMPLEMENTATION
                        || (call == BpmnCall.WEB_SERVICE
                                && task.attribute("operationRef").isEmpty()));
    }

    static boolean isExpression(String text) {
        return BpmnExpression.isExpression(text);
    }
}
