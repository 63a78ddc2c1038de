package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.PrincipalName;
import io.jenkins.plugins.aps.core.model.ProcessModel.ServiceTask;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.UiModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What keeps a project from being deployed on a platform version, beside what its files show: the one judgement that lists
 * of releases, dry runs and deployments share.
 */
public final class CatalogChecks {
    private final Project project;
    private final Catalog catalog;
    private final Problems problems = new Problems();
    /** What service tasks call, by what stands before the first dot: the connector's name. */
    private final Map<String, Set<String>> calls;

    private CatalogChecks(Project project, Catalog catalog) {
        this.project = project;
        this.catalog = catalog;
        this.calls = project.processes().stream()
                .flatMap(process -> process.serviceTasks().stream())
                .map(ServiceTask::implementation)
                .filter(implementation -> implementation.contains("."))
                .collect(Collectors.groupingBy(
                        implementation -> implementation.substring(0, implementation.indexOf('.')),
                        Collectors.toSet()));
    }

    /** The project with all problems and notes. Pure. */
    public static Project judged(Project project, Catalog catalog) {
        var checks = new CatalogChecks(project, catalog);
        checks.people();
        new ServiceTaskChecks(project, catalog, checks.problems).check();
        project.connectors().forEach(checks::connector);
        project.uis().forEach(checks::ui);
        return project.judged(
                joined(project.problems(), checks.problems.all()), joined(project.notes(), checks.problems.notes()));
    }

    private static List<ModelProblem> joined(List<ModelProblem> one, List<ModelProblem> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private void people() {
        Stream.concat(project.access().users().stream(), project.access().groups().stream())
                .flatMap(name -> PrincipalName.problem(name).stream())
                .distinct()
                .forEach(problem -> problems.add(
                        "", "", "badPerson", "the models name a user or group that can't be one: " + problem));
    }

    private void connector(ConnectorModel model) {
        if (catalog.services().stream().anyMatch(each -> each.name().equals(model.name()))) {
            problems.add(
                    model.file(),
                    "/name",
                    "reservedName",
                    "the connector '" + model.name() + "' has the name of a service of the platform: rename it");
        }
        variables(model);
        image(model);
    }

    private void variables(ConnectorModel model) {
        var reserved = new ReservedVariables(catalog.connectorDefaults());
        var wired = catalog.connector(model.template())
                .map(known -> known.consumers().keySet().stream()
                        .map(Catalog.Connector::destinationVariable)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
        for (int i = 0; i < model.variables().size(); i++) {
            var each = model.variables().get(i);
            if (each.value() == null) {
                continue;
            }
            if (reserved.ofThePlatform(each.name()) || wired.contains(each.name())) {
                problems.add(
                        model.file(),
                        "/config/" + i + "/value",
                        "reservedVariable",
                        "a model can't set '" + each.name()
                                + "', which the platform sets for its connectors: leave the value out");
            } else {
                undeclared(model, i);
            }
        }
    }

    /** What an image of the platform reads is known: anything else would be for the runtime below it. */
    private void undeclared(ConnectorModel model, int index) {
        var known = catalog.connector(model.template());
        var name = model.variables().get(index).name();
        // A secret's value is never taken from a model.
        if (known.isEmpty() || model.variables().get(index).secure()) {
            return;
        }
        var declared = known.get().variables().stream()
                .map(ConnectorModel.Variable::name)
                .toList();
        if (!declared.contains(name)) {
            problems.add(
                    model.file(),
                    "/config/" + index + "/value",
                    "undeclaredVariable",
                    "the connector '" + known.get().name() + "' of the platform reads no '" + name + "'"
                            + Nearest.typo(name, declared)
                                    .map(each -> " (did you mean " + each + "?)")
                                    .orElse("")
                            + ", so a model can't set it: leave the value out; whoever deploys may give it");
        }
    }

    private void image(ConnectorModel model) {
        var known = catalog.connector(model.template());
        if (known.isPresent() && !known.get().image().isBlank()) {
            undirected(model, known.get());
            return;
        }
        problems.note(
                model.file(),
                model.template().isEmpty() ? "" : "/template",
                ModelProblem.NEEDS_IMAGE,
                "the connector '" + model.name() + "' needs an image when it is deployed: "
                        + (model.template().isEmpty()
                                ? "it is not made from a connector of the platform"
                                : known.isPresent()
                                        ? "the catalog " + catalog.version() + " does not know the image of '"
                                                + model.template() + "'"
                                        : "the catalog " + catalog.version() + " has no connector '" + model.template()
                                                + "'" + meant(model.template())));
    }

    private String meant(String template) {
        var names = new ArrayList<>(catalog.connectors().keySet());
        catalog.connectors().values().forEach(each -> names.addAll(each.templates()));
        return Nearest.typo(template, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("; it has " + String.join(", ", catalog.connectors().keySet()));
    }

    /** Nobody has documented how its tasks are directed to one connector of several. */
    private void undirected(ConnectorModel model, Catalog.Connector known) {
        if (!known.consumers().isEmpty() || known.actions().isEmpty()) {
            return;
        }
        if (!known.actions().containsAll(calls.getOrDefault(model.name(), Set.of()))) {
            problems.note(
                    model.file(),
                    "",
                    "undocumentedDestination",
                    "service tasks call '" + model.name() + ".', and the image of '" + known.name()
                            + "' is documented to take its tasks from '"
                            + known.actions().get(0)
                            + "' and the like: call those, or give the connector the variable"
                            + " SPRING_CLOUD_STREAM_BINDINGS_<its consumer>_DESTINATION");
        }
    }

    private void ui(UiModel model) {
        var known = catalog.uis().get(model.template());
        var templates = String.join(", ", catalog.uis().keySet());
        if (known == null && !model.template().isBlank()) {
            problems.add(
                    model.file(),
                    "/adf-template",
                    "unknownTemplate",
                    "the catalog " + catalog.version() + " has no user interface '" + model.template() + "'; it has "
                            + templates);
        } else if (known != null && known.image().isBlank()) {
            problems.add(
                    model.file(),
                    "/adf-template",
                    "noImage",
                    "the catalog " + catalog.version() + " doesn't know the image of the user interface '"
                            + model.template() + "': add it to the catalog");
        }
    }
}
