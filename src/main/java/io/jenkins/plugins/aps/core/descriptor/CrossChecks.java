package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.UiModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What no file of a project shows alone: names taken twice, forms that are not there, no process at all. What depends on the
 * platform version: {@link CatalogChecks}.
 */
final class CrossChecks {
    private final Problems problems;
    private final NameHints hints;

    CrossChecks(Problems problems, NameHints hints) {
        this.problems = problems;
        this.hints = hints;
    }

    void names(List<ProcessModel> processes, List<ConnectorModel> connectors, List<UiModel> uis) {
        var keys = new HashMap<String, String>();
        processes.forEach(each -> twice(keys, "process", "duplicateProcess", each.key(), each.file()));
        var names = new HashMap<String, String>();
        connectors.forEach(each -> twice(names, "connector", "duplicateConnector", each.name(), each.file()));
        uis.forEach(each -> twice(names, "user interface", "duplicateUi", each.name(), each.file()));
    }

    private void twice(Map<String, String> seen, String what, String code, String name, String file) {
        var other = seen.putIfAbsent(name, file);
        if (other != null) {
            problems.add(file, "", code, "the " + what + " '" + name + "' has a name that " + other + " has already");
        }
    }

    /**
     * The modeling application writes a form's id as form key. A project without any form leaves them to a user interface of
     * one's own, so that its keys are only noted.
     *
     * @param known ids and names of the project's forms
     */
    void forms(ProcessIndex processes, Set<String> known) {
        processes.forms().forEach((place, key) -> {
            if (known.contains(key)) {
                return;
            }
            if (known.isEmpty()) {
                problems.note(
                        place.file(),
                        place.element(),
                        "unknownForm",
                        "the form '" + key
                                + "' is not in the project, which has no forms: a user interface must bring it");
            } else {
                problems.add(
                        place.file(),
                        place.element(),
                        "unknownForm",
                        "the project has no form '" + key + "'" + hints.nearest(key, known));
            }
        });
    }

    /** As the modeling service's ProjectConsistencyValidator has it (Activiti/activiti-cloud, branch 7.11.x). */
    void someProcess(boolean any) {
        if (!any) {
            problems.add(
                    "",
                    "",
                    "noProcess",
                    "the project has no process: it needs at least one file processes/<name>.bpmn20.xml");
        }
    }
}
