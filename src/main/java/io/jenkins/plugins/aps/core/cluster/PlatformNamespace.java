package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.function.Supplier;

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

    /**
     * Reads in it. Where that is refused because there is no such namespace (rights are given in namespaces), this is told:
     * its name may be mistyped.
     */
    <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (ApsException e) {
            if (e.code() == ErrorCode.NOT_ALLOWED && !exists()) {
                throw new ApsException(ErrorCode.NOT_FOUND, missing() + "; check its name", e);
            }
            throw e;
        }
    }

    /** Whether it is there; who may not look takes it to be. */
    boolean exists() {
        var ref = new ObjectRef("v1", "Namespace", "", name);
        var answer = connection.send(ApiCall.get(ref));
        return answer.code() != 404;
    }

    String missing() {
        return "there is no platform namespace '" + name + "' at cluster '" + connection.name() + "'";
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
