package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The variables of a connector: plain ones in an immutable ConfigMap, secret ones in an immutable Secret. */
final class ConnectorObjects {
    static final String COMPONENT = "connector";

    private ConnectorObjects() {}

    /** Begins with what no service's name does: a connector may have the name of a service. */
    static String objectName(String connector) {
        return "connector-" + connector;
    }

    static Optional<ConfigMap> variables(String application, Descriptor.Connector connector) {
        if (connector.variables().isEmpty()) {
            return Optional.empty();
        }
        var content = new TreeMap<String, byte[]>();
        connector.variables().forEach((name, value) -> content.put(name, value.getBytes(StandardCharsets.UTF_8)));
        var name = ContentName.of(objectName(connector.name()) + "-variables", content);
        return Optional.of(new ConfigMapBuilder()
                .withMetadata(Labels.meta(application, name, connector.name(), COMPONENT))
                .withImmutable(true)
                .withData(connector.variables())
                .build());
    }

    static Optional<Secret> secrets(
            String application, Descriptor.Connector connector, Map<String, SecretValue> values) {
        if (connector.secrets().isEmpty()) {
            return Optional.empty();
        }
        var clear = new TreeMap<String, String>();
        connector
                .secrets()
                .keySet()
                .forEach(name -> clear.put(name, values.get(name).reveal()));
        var name = ContentName.ofSecret(application, objectName(connector.name()) + "-secrets", clear);
        var data = new TreeMap<String, String>();
        clear.forEach((variable, value) ->
                data.put(variable, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return Optional.of(new SecretBuilder()
                .withMetadata(Labels.meta(application, name, connector.name(), COMPONENT))
                .withType("Opaque")
                .withImmutable(true)
                .withData(data)
                .build());
    }
}
