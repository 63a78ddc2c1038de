package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.Descriptor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Catalog and descriptor become workloads. */
final class Workloads {
    private final PlanRequest request;
    private final Placeholders placeholders;

    Workloads(PlanRequest request) {
        this.request = request;
        this.placeholders = Placeholders.of(request);
    }

    Workload service(Catalog.Service service, FileMaps files) {
        return new Workload(
                service.name(),
                service.name(),
                service.component(),
                service.image(),
                service.port(),
                placeholders.fill(service.probe()).orElse(""),
                placeholders.fill(service.env()),
                service.secretEnv(),
                Optional.empty(),
                Optional.empty(),
                storage(service),
                service.projectFiles().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Workload.Files(files, service.projectFiles())),
                service.user(),
                service.cpu(),
                service.memory(),
                true);
    }

    /**
     * A connector. Of an image of one's own we know only that it shall listen at the port that it is told, not that it has
     * a health page.
     */
    Workload connector(
            Descriptor.Connector connector,
            Optional<? extends HasMetadata> variables,
            Optional<? extends HasMetadata> secrets) {
        var defaults = request.catalog().connectorDefaults();
        var own = !connector.image().isEmpty();
        var filled = placeholders.named(connector.name());
        return new Workload(
                ConnectorObjects.objectName(connector.name()),
                connector.name(),
                ConnectorObjects.COMPONENT,
                image(connector),
                defaults.port(),
                own ? "" : filled.fill(defaults.probe()).orElse(""),
                without(connector, env(connector, filled.fill(defaults.env()))),
                defaults.secretEnv(),
                variables.map(object -> object.getMetadata().getName()),
                secrets.map(object -> object.getMetadata().getName()),
                Optional.empty(),
                Optional.empty(),
                0,
                defaults.cpu(),
                defaults.memory(),
                !own);
    }

    Workload ui(Descriptor.Ui ui) {
        var defaults = request.catalog().uiDefaults();
        var filled = placeholders.named(ui.name());
        var env = new TreeMap<>(filled.fill(defaults.env()));
        var known = Optional.ofNullable(request.catalog().uis().get(ui.template()));
        known.ifPresent(template -> env.putAll(filled.fill(template.env())));
        return new Workload(
                "ui-" + ui.name(),
                ui.name(),
                "ui",
                image(ui),
                defaults.port(),
                filled.fill(defaults.probe()).orElse(""),
                env,
                defaults.secretEnv(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                defaults.cpu(),
                defaults.memory(),
                false);
    }

    /** Empty if nobody knows one. */
    String image(Descriptor.Connector connector) {
        return connector.image().isEmpty()
                ? request.catalog()
                        .connector(connector.template())
                        .map(Catalog.Connector::image)
                        .orElse("")
                : connector.image();
    }

    /** Empty if nobody knows one. */
    String image(Descriptor.Ui ui) {
        var template = request.catalog().uis().get(ui.template());
        return !ui.image().isEmpty() || template == null ? ui.image() : template.image();
    }

    private static Optional<Workload.Storage> storage(Catalog.Service service) {
        return service.storage().isEmpty()
                ? Optional.empty()
                : Optional.of(new Workload.Storage(service.name() + "-data", service.storage(), service.dataPath()));
    }

    /**
     * With where the connector takes its tasks from: from what the project's service tasks call, and, unless another
     * connector of the application runs the same image, from what the documentation names.
     */
    private Map<String, String> env(Descriptor.Connector connector, Map<String, String> defaults) {
        var env = new TreeMap<>(defaults);
        request.catalog()
                .connector(connector.template())
                .filter(known -> connector.image().isEmpty())
                .ifPresent(known -> known.consumers().forEach((consumer, action) -> {
                    var destinations = new LinkedHashSet<>(List.of(connector.name() + "." + action));
                    if (alone(connector)) {
                        known.implementation(action).ifPresent(destinations::add);
                    }
                    env.put(Catalog.Connector.destinationVariable(consumer), String.join(",", destinations));
                }));
        return env;
    }

    private boolean alone(Descriptor.Connector connector) {
        return request.descriptor().connectors().stream()
                        .filter(each ->
                                each.image().isEmpty() && each.template().equals(connector.template()))
                        .count()
                == 1;
    }

    /**
     * What a connector is given explicitly wins; a variable of the pod would hide it. The platform's passwords do hide what a
     * descriptor of former days may hold.
     */
    private static Map<String, String> without(Descriptor.Connector connector, Map<String, String> env) {
        var left = new TreeMap<>(env);
        left.keySet().removeAll(connector.variables().keySet());
        left.keySet().removeAll(connector.secrets().keySet());
        return left;
    }
}
