package io.jenkins.plugins.aps.core.plan;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What keeps a valid descriptor from being planned: said before anything is planned, all at once. */
final class PlanRules {
    private PlanRules() {}

    static void check(PlanRequest request, Workloads workloads) {
        var problems = new ArrayList<Problem>();
        var descriptor = request.descriptor();
        if (request.catalog().services().stream()
                .anyMatch(service -> !service.projectFiles().isEmpty())) {
            problems.addAll(FileRules.problems(request.project().content()));
        }
        descriptor.connectors().forEach(connector -> {
            if (workloads.image(connector).isEmpty()) {
                problems.add(new Problem(
                        "connectors." + connector.name() + ".image",
                        "there is no image: give one, or the name of a connector of the catalog whose image is known ("
                                + String.join(", ", known(request)) + ")"));
            }
            problems.addAll(missingSecrets(request, connector));
        });
        descriptor.uis().forEach(ui -> {
            if (workloads.image(ui).isEmpty()) {
                problems.add(new Problem(
                        "uis." + ui.name(),
                        "there is no image for a user interface of the template '" + ui.template()
                                + "'; the catalog has: "
                                + String.join(", ", request.catalog().uis().keySet())));
            }
        });
        if (!problems.isEmpty()) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "The application '" + descriptor.name() + "' can't be planned: "
                            + (problems.size() == 1 ? problems.get(0).toString() : problems.size() + " problems"),
                    problems);
        }
    }

    private static List<String> known(PlanRequest request) {
        return request.catalog().connectors().values().stream()
                .filter(connector -> !connector.image().isEmpty())
                .map(connector -> connector.name())
                .toList();
    }

    private static List<Problem> missingSecrets(PlanRequest request, Descriptor.Connector connector) {
        var values = request.secrets().getOrDefault(connector.name(), Map.of());
        return connector.secrets().keySet().stream()
                .filter(variable -> !values.containsKey(variable))
                .map(variable -> new Problem(
                        "connectors." + connector.name() + ".secrets." + variable,
                        "its value is not there: name a credential that exists and that may be used here"))
                .toList();
    }
}
