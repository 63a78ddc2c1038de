package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.List;

/**
 * What only force does: end pods without waiting for their node, take finalizers away. Each request names the object as it
 * was read, so that it meets no other and none that somebody changed meanwhile.
 */
final class Forcing {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** On a namespace that goes: the version at which it was touched, so that each touch is a change. */
    private static final String TOUCHED = "aps.jenkins.io/touched-at";

    private final Connection connection;
    private final Ownership ownership;

    Forcing(Connection connection, Ownership ownership) {
        this.connection = connection;
        this.ownership = ownership;
    }

    void deleteNow(Remnant pod) {
        ownership.refuseProtected(pod.ref());
        var options = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.put("gracePeriodSeconds", 0);
        options.putObject("preconditions").put("uid", pod.uid());
        var call = ApiCall.delete(pod.ref(), options.toString());
        var answer = connection.send(call);
        // 409: it is another one by now.
        if (!answer.ok() && answer.code() != 404 && answer.code() != 409) {
            throw connection.error(call, answer);
        }
    }

    /** False: the object is another or changed since it was read. */
    boolean removeFinalizers(Remnant object, List<String> names) {
        ownership.refuseProtected(object.ref());
        var patch = JSON.createArrayNode();
        patch.addObject().put("op", "test").put("path", "/metadata/uid").put("value", object.uid());
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/resourceVersion")
                .put("value", object.meta().getResourceVersion());
        var kept = object.finalizers().stream()
                .filter(name -> !names.contains(name))
                .toList();
        if (kept.isEmpty()) {
            patch.addObject().put("op", "remove").put("path", "/metadata/finalizers");
        } else {
            var left = patch.addObject().put("op", "replace").put("path", "/metadata/finalizers");
            kept.forEach(left.putArray("value")::add);
        }
        var call = ApiCall.patch(object, patch.toString());
        var answer = connection.send(call);
        // A test that fails is a 422, an object that is written meanwhile a 409.
        if (answer.code() == 404 || answer.code() == 409 || answer.code() == 422) {
            return false;
        }
        if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        return true;
    }

    /** Makes whoever watches it look again. False: it is gone, or another by now. */
    boolean touchNamespace(Namespace read) {
        var meta = read.getMetadata();
        var ref = new ObjectRef("v1", "Namespace", "", meta.getName());
        ownership.refuseProtected(ref);
        var patch = JSON.createObjectNode();
        // A UID that is not the object's is refused: as a conflict, or as a change of what can't be changed.
        var change = patch.putObject("metadata").put("uid", meta.getUid());
        change.putObject("annotations").put(TOUCHED, meta.getResourceVersion());
        var call = ApiCall.merge(ref, patch.toString());
        var answer = connection.send(call);
        if (answer.code() == 404 || answer.code() == 409 || answer.code() == 422) {
            return false;
        }
        if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        return true;
    }

    /** Lets the namespace go, whatever its {@code spec.finalizers}. False: it changed since it was read. */
    boolean finalizeNamespace(Namespace read) {
        var ref = new ObjectRef("v1", "Namespace", "", read.getMetadata().getName());
        ownership.refuseProtected(ref);
        var body = new NamespaceBuilder(read)
                .editOrNewSpec()
                .withFinalizers(List.of())
                .endSpec()
                .build();
        var call = ApiCall.finalizing(ref, connection.serialization().asJson(body));
        var answer = connection.send(call);
        if (answer.code() == 404 || answer.code() == 409) {
            return false;
        }
        if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        return true;
    }
}
