package io.jenkins.plugins.aps.core.descriptor;

import java.util.HashMap;
import java.util.Map;

/** The messages that start processes: a message can start one process only, or the runtime bundle does not start. */
final class StartMessages {
    private final Map<String, String> seen = new HashMap<>();

    /** Adds those of a file's executable process. */
    void add(String path, BpmnModel model, BpmnElement process, Problems problems) {
        for (var name : BpmnStartRules.messages(model, process)) {
            var other = seen.putIfAbsent(name, process.id());
            if (other != null) {
                problems.add(
                        path,
                        process.at(),
                        "duplicateStartMessage",
                        "the message '" + name + "' starts the process '" + process.id() + "', and '" + other
                                + "' already: use one message for each start" + BpmnRules.NO_START);
            }
        }
    }
}
