package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.ObjectRef;

/** The namespace of the records, made when a write finds it missing (and only then: usually it is there). */
final class PlatformNamespace {
    private final Connection connection;
    private final String name;

    PlatformNamespace(Connection connection) {
        this.connection = connection;
        this.name = connection.settings().platformNamespace();
    }

    String name() {
        return name;
    }

    /** As {@link Connection#send}; makes the namespace and tries again where it was missing. */
    ApiAnswer send(ApiCall call) {
        var answer = connection.send(call);
        if (answer.code() == 404 && call.verb().equals("create")) {
            make();
            return connection.send(call);
        }
        return answer;
    }

    /** Deletes a ConfigMap in it, as it was read; that it has gone already is as good. */
    void delete(HasMetadata map) {
        var call = ApiCall.delete(
                new ObjectRef("v1", "ConfigMap", name, map.getMetadata().getName()), map.getMetadata());
        var answer = connection.send(call);
        if (!answer.ok() && answer.code() != 404) {
            throw connection.error(call, answer);
        }
    }

    private void make() {
        var ref = new ObjectRef("v1", "Namespace", "", name);
        var body = "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}";
        var call = ApiCall.create(ref, body);
        var answer = connection.send(call);
        if (!answer.ok() && answer.code() != 409) {
            throw connection.error(call, answer);
        }
    }
}
