package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.List;
import java.util.Optional;

/**
 * Asks the API server what it would say to a write, by the same requests with {@code dryRun=All}: admission, quota, pod
 * security, immutable fields and the owners of fields answer as they would, and nothing is stored.
 */
final class Trials {
    private final Connection connection;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Ownership ownership;

    Trials(Connection connection, ObjectReader reader, ObjectWriter writer, Ownership ownership) {
        this.connection = connection;
        this.reader = reader;
        this.writer = writer;
        this.ownership = ownership;
    }

    /** Where an application's objects can be tried: in its own namespace, else in the standing one; empty: nowhere. */
    String namespace(String application) {
        for (var name : List.of(application, ownership.dryRunNamespace())) {
            if (reader.find(new ObjectRef("v1", "Namespace", "", name)).isPresent()) {
                return name;
            }
        }
        return "";
    }

    /** @param namespace see {@link #namespace} */
    Trial of(PlannedObject planned, String operation, Known known, String namespace) {
        ownership.refuseProtected(planned.ref());
        var cluster = planned.ref().namespace().isEmpty();
        if (!cluster && namespace.isEmpty()) {
            return Trial.notChecked("not checked: namespace '" + planned.ref().namespace()
                    + "' is not there yet, and there is no namespace '" + ownership.dryRunNamespace()
                    + "' to try its objects in");
        }
        if (!cluster && !namespace.equals(planned.ref().namespace())) {
            var answers = new TrialAnswers(connection, planned.ref(), true);
            create(planned, operation, namespace, answers);
            pod(planned, namespace, answers);
            return answers.trial(Optional.empty());
        }
        return inPlace(planned, operation, known);
    }

    private Trial inPlace(PlannedObject planned, String operation, Known known) {
        var get = ApiCall.get(planned.ref());
        var found = connection.send(get);
        if (!found.ok() && found.code() != 404) {
            throw connection.error(get, found);
        }
        var answers = new TrialAnswers(connection, planned.ref(), !found.ok());
        var once = planned.mode() == PlannedObject.Mode.CREATE_ONCE;
        var before = found.ok() ? Optional.<JsonNode>of(found.json()) : Optional.<JsonNode>empty();
        try {
            if (found.ok()) {
                var live = reader.parse(found);
                ownership.prove(planned.ref(), ObjectWriter.application(planned), live, operation, known);
                if (once) {
                    ObjectWriter.refuseGoing(planned.ref(), live);
                }
                if (once
                        || Labels.prepared(live, ObjectWriter.application(planned))
                        || ObjectWriter.leaves(planned, live, known)) {
                    return new Trial(before, before, List.of(), List.of());
                }
                apply(planned, operation, live, answers);
            } else if (once && !known.uid().isEmpty()) {
                throw ObjectWriter.vanished(planned.ref());
            } else {
                create(planned, operation, planned.ref().namespace(), answers);
            }
        } catch (ApsException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            answers.refused(e);
            return answers.trial(before);
        }
        pod(planned, planned.ref().namespace(), answers);
        return answers.trial(before);
    }

    /** A conflict hides what else would be refused, and what the object would become; so it is asked twice then. */
    private void apply(PlannedObject planned, String operation, HasMetadata live, TrialAnswers answers) {
        var body =
                writer.content(planned, operation, live.getMetadata().getUid()).toString();
        var call = ApiCall.apply(planned.ref(), body, false);
        var answer = connection.send(call.asDryRun());
        if (!ApiErrors.fieldConflicts(answer).isEmpty()) {
            answers.conflicts(answer, planned.mode() == PlannedObject.Mode.FORCE);
            call = ApiCall.apply(planned.ref(), body, true);
            answer = connection.send(call.asDryRun());
        }
        answers.take(call, answer, live);
    }

    private void create(PlannedObject planned, String operation, String namespace, TrialAnswers answers) {
        ObjectNode body = writer.content(planned, operation, "");
        if (!namespace.isEmpty()) {
            ((ObjectNode) body.get("metadata")).put("namespace", namespace);
        }
        var ref = planned.ref();
        var there = new ObjectRef(ref.apiVersion(), ref.kind(), namespace, ref.name());
        var call = ref.namespace().isEmpty() || planned.mode() == PlannedObject.Mode.CREATE_ONCE
                ? ApiCall.create(there, body.toString())
                : ApiCall.apply(there, body.toString(), false);
        answers.take(call, connection.send(call.asDryRun()), null);
    }

    /**
     * Pod security, limits and much of admission look at pods only, which exist long after the object was accepted. To make
     * pods is a right of which we have no need elsewhere: in the standing namespace it is enough.
     */
    private void pod(PlannedObject planned, String namespace, TrialAnswers answers) {
        var own = namespace.equals(planned.ref().namespace());
        TrialPods.of(planned.body(), namespace, own ? "" : "default").ifPresent(body -> {
            var call = ApiCall.create(
                    new ObjectRef("v1", "Pod", namespace, planned.ref().name()),
                    connection.serialization().asJson(body));
            var answer = connection.send(call.asDryRun());
            if (own && answer.code() == 403 && connection.error(call, answer).code() == ErrorCode.NOT_ALLOWED) {
                pod(planned, ownership.dryRunNamespace(), answers);
            } else {
                answers.takePod(call, answer);
            }
        });
    }
}
