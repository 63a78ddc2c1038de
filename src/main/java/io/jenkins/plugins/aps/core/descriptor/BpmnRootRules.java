package io.jenkins.plugins.aps.core.descriptor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;

/** Rules about what is beside the processes, and about the processes themselves. */
final class BpmnRootRules {
    /** Characters, as the engine's database has room for. */
    private static final int LONGEST = 255;

    private static final int LONGEST_DOCUMENTATION = 2000;
    /** Beside the processes, only these know extensions; to read others' the engine needs a process. */
    private static final String[] WITH_EXTENSIONS = {
        "process", "signal", "message", "itemDefinition", "dataStore", "interface", "participant"
    };

    private final BpmnRules rules;
    private final BpmnModel model;

    BpmnRootRules(BpmnRules rules) {
        this.rules = rules;
        this.model = rules.model();
    }

    void check() {
        lengths();
        signals();
        model.root()
                .children("error")
                .filter(error ->
                        !error.id().isEmpty() && error.attribute("errorCode").isBlank())
                .forEach(error -> rules.leftOut(error, error + " has no errorCode: give it one"));
        items();
        operations();
        extensions();
    }

    private void lengths() {
        if (model.targetNamespace().length() > LONGEST) {
            rules.leftOut(model.root(), "the targetNamespace has more than " + LONGEST + " characters: shorten it");
        }
        for (var process : model.processes()) {
            if (process.id().length() > LONGEST) {
                rules.leftOut(process, "the id of a process has more than " + LONGEST + " characters: shorten it");
            }
            if (process.attribute("name").length() > LONGEST) {
                rules.leftOut(
                        process, "the name of " + process + " has more than " + LONGEST + " characters: shorten it");
            }
            process.children("documentation")
                    .map(documentation -> documentation.text().strip())
                    .filter(text -> !text.isEmpty())
                    .reduce((first, last) -> last)
                    .filter(text -> text.length() > LONGEST_DOCUMENTATION)
                    .ifPresent(text -> rules.leftOut(
                            process,
                            "the documentation of " + process + " has more than " + LONGEST_DOCUMENTATION
                                    + " characters: shorten it"));
            BpmnModel.elements(process)
                    .filter(BpmnModel::isActivity)
                    .filter(activity -> activity.id().length() > LONGEST)
                    .forEach(activity -> rules.leftOut(
                            activity,
                            "the id of a " + activity.name() + " has more than " + LONGEST
                                    + " characters: shorten it"));
        }
    }

    private void signals() {
        var names = new HashMap<String, Set<String>>();
        model.signals().forEach(signal -> names.computeIfAbsent(signal.attribute("name"), name -> new HashSet<>())
                .add(signal.id()));
        for (var signal : model.signals()) {
            if (signal.id().isEmpty()) {
                rules.leftOut(signal, "a signal has no id: give it one");
            }
            var name = signal.attribute("name");
            if (name.isEmpty()) {
                rules.leftOut(signal, signal + " has no name: give it one");
            } else if (names.get(name).stream().filter(id -> !id.isEmpty()).count() > 1) {
                rules.leftOut(signal, signal + " has a name that another signal has: give each its own");
            }
            if (signal.hasActiviti("scope")
                    && !Set.of("global", "processInstance").contains(signal.activiti("scope"))) {
                rules.leftOut(signal, signal + " has an unknown scope: it is global or processInstance");
            }
        }
    }

    private void items() {
        var items = new HashSet<String>();
        model.root()
                .children("itemDefinition")
                .filter(item ->
                        !item.id().isEmpty() && !item.attribute("structureRef").isEmpty())
                .forEach(item -> items.add(model.targetNamespace() + ":" + item.id()));
        model.root()
                .children("message")
                .filter(message -> !message.id().isEmpty())
                .filter(message -> !message.attribute("itemRef").isEmpty())
                .filter(message -> !items.contains(model.qualified(message.attribute("itemRef"))))
                .forEach(
                        message -> rules.leftOut(
                                message,
                                message + " has the itemRef '" + message.attribute("itemRef")
                                        + "', and no itemDefinition with a structureRef has that id: add it, or correct the reference"));
    }

    private void operations() {
        var messages = model.messages();
        model.root()
                .children("interface")
                .flatMap(each -> each.children("operation"))
                .filter(operation -> !operation.attribute("implementationRef").isEmpty())
                .forEach(operation -> operation
                        .children("inMessageRef")
                        .reduce((first, last) -> last)
                        .map(reference -> reference.text().strip())
                        .filter(reference -> !messages.containsKey(model.messageId(reference)))
                        .ifPresent(reference -> rules.leftOut(
                                operation,
                                operation + " takes the message '" + reference
                                        + "', which is not in the file: add it, or correct the reference")));
    }

    private void extensions() {
        for (var beside : model.root().children()) {
            if (beside.is("process") && !beside.id().isEmpty()) {
                return;
            }
            if (!beside.is(WITH_EXTENSIONS)) {
                beside.descendants()
                        .filter(each ->
                                each.is("extensionElements") && !each.children().isEmpty())
                        .filter(each -> !each.inside(WITH_EXTENSIONS))
                        .forEach(each -> rules.leftOut(
                                each,
                                each.parent() + " has extensionElements before any process: remove them, or move the "
                                        + beside.name() + " behind the processes"));
            }
        }
    }
}
