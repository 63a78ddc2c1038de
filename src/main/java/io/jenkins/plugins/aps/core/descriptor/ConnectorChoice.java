package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides image, variables and secrets of one connector of the project. */
final class ConnectorChoice {
    private final ConnectorModel model;
    private final ConnectorRequest request;
    private final Catalog catalog;
    private final RequestProblems problems;
    private final ReservedVariables reserved;
    private final String where;
    private final Set<String> asked;
    /** Whether the text of the variables is. */
    private boolean readable;

    ConnectorChoice(ConnectorModel model, ConnectorRequest request, Catalog catalog, RequestProblems problems) {
        this.model = model;
        this.request = request;
        this.catalog = catalog;
        this.problems = problems;
        this.reserved = new ReservedVariables(catalog.connectorDefaults());
        this.where = "connectors." + model.name();
        this.asked = new TreeSet<>(request.secrets().keySet());
    }

    Descriptor.Connector decided() {
        var image = request.image().strip();
        var template = image.isEmpty() ? template() : "";
        if (!image.isEmpty()) {
            ImageReference.problem(image).ifPresent(problem -> problems.add(where + ".image", problem));
            if (!request.template().isBlank()) {
                problems.add(where, "it has both an image and a template: give one of them");
            }
        }
        var declared = declared(template);
        var variables = variables(declared);
        var secrets = secrets(variables);
        MistypedVariables.check(where, asked, declared, !template.isEmpty(), problems);
        for (var each : declared.values()) {
            if (each.required()
                    && !secrets.containsKey(each.name())
                    // One that is in a text which can't be read is not missing.
                    && (each.secure() || readable)
                    && variables.getOrDefault(each.name(), "").isBlank()) {
                problems.add(
                        where + ".variables." + each.name(),
                        each.secure()
                                ? "the secret variable '" + each.name()
                                        + "' is required: give it as a secret"
                                        + (each.value() == null || each.value().isBlank()
                                                ? ""
                                                : "; the model's own value is not used, as it lies open in the repository")
                                : "the variable '" + each.name() + "' is required and has no value");
            }
        }
        return new Descriptor.Connector(model.name(), template, image, variables, secrets);
    }

    /** What of it nobody asked for. */
    Descriptor.ConnectorDefaults defaults(Descriptor.Connector decided) {
        var variables = new TreeSet<>(decided.variables().keySet());
        variables.removeAll(asked);
        var modeled = !decided.template().isEmpty() && request.template().isBlank();
        return new Descriptor.ConnectorDefaults(modeled, variables);
    }

    /** Another password than the one that the platform generates would keep the connector from broker or database. */
    private boolean generated(String name) {
        var generated = reserved.secret(name);
        if (generated) {
            problems.add(
                    where + ".variables." + name,
                    "'" + name + "' is a password that the platform generates: it can't be given");
        }
        return generated;
    }

    /** The one asked for, else the one that the connector was modeled from; empty where none can be used. */
    private String template() {
        var asked = request.template().strip();
        var template = asked.isEmpty() ? model.template() : asked;
        var known = catalog.connector(template);
        if (known.isPresent() && !known.get().image().isBlank()) {
            // Models name it in the modeling application's own way.
            return known.get().name();
        }
        if (known.isPresent()) {
            problems.add(
                    where + ".image",
                    "the catalog " + catalog.version() + " doesn't know the image of '" + template
                            + "': give the image of the connector");
        } else if (!asked.isEmpty()) {
            problems.add(
                    where + ".template",
                    "the catalog " + catalog.version() + " has no connector '" + asked + "'; it has "
                            + String.join(
                                    ", ",
                                    catalog.connectors().keySet().stream()
                                            .sorted()
                                            .toList()));
        } else {
            problems.add(
                    where + ".image",
                    "the connector '" + model.name() + "' of the project has no image: give one, or a template out of "
                            + String.join(
                                    ", ",
                                    catalog.connectors().keySet().stream()
                                            .sorted()
                                            .toList())
                            + (template.isEmpty() ? "" : "; its model's template '" + template + "' is none of them"));
        }
        return "";
    }

    /** What is declared by the template, overlaid by what the model declares; secret and required if either says so. */
    private Map<String, Variable> declared(String template) {
        var declared = new TreeMap<String, Variable>();
        catalog.connector(template)
                .ifPresent(known -> known.variables().forEach(each -> declared.put(each.name(), each)));
        model.variables()
                .forEach(each -> declared.merge(
                        each.name(),
                        each,
                        (base, over) -> new Variable(
                                over.name(),
                                over.description(),
                                over.value() == null ? base.value() : over.value(),
                                base.required() || over.required(),
                                base.secure() || over.secure())));
        // An image of one's own reads what the connector reads that it stands for: its secrets are no less secret.
        catalog.connector(model.template()).ifPresent(known -> known.variables().stream()
                .filter(Variable::secure)
                .forEach(each -> declared.merge(
                        each.name(),
                        new Variable(each.name(), each.description(), null, false, true),
                        (there, secret) -> new Variable(
                                there.name(), there.description(), there.value(), there.required(), true))));
        return declared;
    }

    private Map<String, String> variables(Map<String, Variable> declared) {
        var variables = new TreeMap<String, String>();
        declared.values().stream()
                .filter(each -> each.value() != null && !each.secure())
                .forEach(each -> variables.put(each.name(), each.value()));
        var read = VariablesText.read(where + ".variables", request.variables(), problems);
        readable = read.isPresent();
        read.orElse(Map.of()).forEach((name, value) -> {
            asked.add(name);
            if (generated(name)) {
                return;
            }
            if (Optional.ofNullable(declared.get(name)).map(Variable::secure).orElse(false)) {
                problems.add(
                        where + ".variables." + name,
                        "'" + name + "' is declared secret: give it as a secret, not as a value");
            } else if (request.secrets().containsKey(name)) {
                problems.add(
                        where + ".variables." + name, "'" + name + "' is given as a value and as a secret: give one");
            } else {
                variables.put(name, value);
            }
        });
        return variables;
    }

    /** A secret may be for a variable that nobody declared: an image of one's own may read more than its model says. */
    private Map<String, String> secrets(Map<String, String> variables) {
        var secrets = new TreeMap<String, String>();
        request.secrets().forEach((name, secret) -> {
            if (!ConnectorConfig.isVariable(name)) {
                problems.add(where + ".secrets", "'" + name + "' can't be the name of an environment variable");
            } else if (secret == null || secret.value() == null) {
                problems.add(
                        where + ".secrets." + name,
                        "the credential of '" + name + "' is named but was not looked up: give it with the request");
            } else if (secret.value().isBlank()) {
                problems.add(where + ".secrets." + name, "the secret that is given for '" + name + "' is empty");
            } else if (!generated(name)) {
                // A default of the model gives way to the secret.
                variables.remove(name);
                secrets.put(name, secret.credentialsId());
            }
        });
        return secrets;
    }

    /** Names that a person may have meant, as the end of a sentence. */
    static String nearest(String said, Iterable<String> names) {
        var all = new java.util.ArrayList<String>();
        names.forEach(all::add);
        return all.isEmpty() ? "; it has none" : "; it has " + String.join(", ", Nearest.names(said, all, 5));
    }
}
