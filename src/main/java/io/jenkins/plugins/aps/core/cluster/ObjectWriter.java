package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.ClusterClient.Written.Outcome.CONFIGURED;
import static io.jenkins.plugins.aps.core.cluster.ClusterClient.Written.Outcome.CREATED;
import static io.jenkins.plugins.aps.core.cluster.ClusterClient.Written.Outcome.UNCHANGED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.GeneratedSecrets;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one object: server-side apply, one request, no read before. It reads first only where that one request could
 * take what isn't ours (a first write into a namespace that was not made a moment ago by the same operation) or would
 * change an object that has not changed (the annotation of the operation).
 */
final class ObjectWriter {
    /** More than are ever at work at once; one that is forgotten costs a read per object. */
    private static final int KEPT = 256;

    private final Connection connection;
    private final ObjectReader reader;
    private final Ownership ownership;
    /** The latest namespaces that we made, with the operation: nothing can be in them that is not ours. */
    private final Map<String, String> made;

    ObjectWriter(Connection connection, ObjectReader reader, Ownership ownership) {
        this(connection, reader, ownership, KEPT);
    }

    /** @param kept so many namespaces are remembered */
    ObjectWriter(Connection connection, ObjectReader reader, Ownership ownership, int kept) {
        this.connection = connection;
        this.reader = reader;
        this.ownership = ownership;
        this.made = Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > kept;
            }
        });
    }

    Written write(PlannedObject planned, String operation, Known known) {
        ownership.refuseProtected(planned.ref());
        if (planned.ref().kind().equals("Namespace")) {
            return namespace(planned, operation, known);
        }
        if (planned.mode() == PlannedObject.Mode.CREATE_ONCE) {
            return createOnce(planned, operation, known);
        }
        return apply(planned, operation, known);
    }

    private Written namespace(PlannedObject planned, String operation, Known known) {
        var call = ApiCall.create(planned.ref(), body(planned, operation, ""));
        var answer = connection.send(call);
        if (answer.ok()) {
            made.put(planned.ref().name(), operation);
            return written(CREATED, reader.identity(answer));
        }
        var live =
                answer.code() == 403 ? prepared(call, answer, planned) : mine(call, answer, planned, operation, known);
        if (Labels.prepared(live, application(planned))) {
            ownership.prove(planned.ref(), application(planned), live, operation, known);
            return written(UNCHANGED, live);
        }
        var recorded = known.uid().equals(live.getMetadata().getUid());
        if (!recorded && Labels.operation(live).equals(operation)) {
            // The answer to an earlier try was lost, or was not recorded any more.
            return written(CREATED, live);
        }
        if (leaves(planned, live, known)) {
            return written(UNCHANGED, live);
        }
        var outcome = recorded || known.uid().isEmpty() ? CONFIGURED : CREATED;
        return patch(planned, operation, live.getMetadata().getUid(), outcome);
    }

    /** Whether it is a namespace of which nothing changed that is meant: it is not written then. */
    static boolean leaves(PlannedObject planned, HasMetadata live, Known known) {
        return planned.ref().kind().equals("Namespace")
                && known.uid().equals(live.getMetadata().getUid())
                && known.specHash().equals(planned.specHash());
    }

    /** The namespace that an administrator made, because we may not. */
    private HasMetadata prepared(ApiCall call, ApiAnswer refusal, PlannedObject planned) {
        return reader.find(planned.ref())
                .filter(live -> Labels.prepared(live, application(planned)))
                .orElseThrow(() -> connection.error(call, refusal));
    }

    private Written createOnce(PlannedObject planned, String operation, Known known) {
        if (!known.uid().isEmpty()) {
            // What it holds can't be made again: a new password would not open the old volume.
            var live = reader.find(planned.ref()).orElseThrow(() -> vanished(planned.ref()));
            ownership.prove(planned.ref(), application(planned), live, operation, known);
            refuseGoing(planned.ref(), live);
            return written(UNCHANGED, live).hiding(SecretValues.of(json(live)));
        }
        var content = content(planned, operation, "");
        var call = ApiCall.create(planned.ref(), content.toString());
        var answer = connection.send(call);
        if (answer.ok()) {
            return written(CREATED, reader.identity(answer)).hiding(SecretValues.of(content));
        }
        var live = mine(call, answer, planned, operation, known);
        refuseGoing(planned.ref(), live);
        return written(Labels.operation(live).equals(operation) ? CREATED : UNCHANGED, live)
                .hiding(SecretValues.of(json(live)));
    }

    /** The object that made a creation answer 409, if it is the one that is meant. */
    private HasMetadata mine(ApiCall call, ApiAnswer answer, PlannedObject planned, String operation, Known known) {
        if (answer.code() != 409) {
            throw connection.error(call, answer);
        }
        var live = reader.find(planned.ref()).orElseThrow(() -> connection.error(call, answer));
        ownership.prove(planned.ref(), application(planned), live, operation, known);
        return live;
    }

    private Written apply(PlannedObject planned, String operation, Known known) {
        if (!known.uid().isEmpty()) {
            return known.specHash().equals(planned.specHash())
                    ? again(planned, operation, known)
                    : patch(planned, operation, known.uid(), CONFIGURED);
        }
        if (operation.equals(made.get(planned.ref().namespace()))) {
            return patch(planned, operation, "", CREATED);
        }
        var live = reader.find(planned.ref());
        if (live.isEmpty()) {
            return patch(planned, operation, "", CREATED);
        }
        ownership.prove(planned.ref(), application(planned), live.get(), operation, known);
        return patch(planned, operation, live.get().getMetadata().getUid(), CONFIGURED);
    }

    /**
     * Writes an intent that has not changed, so that what others took away comes back. What they changed is theirs since
     * (the API server makes whoever changes a field its owner): it is a conflict, which the error names, and not undone.
     * The annotation keeps its value, also where something came back: whoever reads the object sees the operation that
     * last had another intent.
     */
    private Written again(PlannedObject planned, String operation, Known known) {
        var found = reader.find(planned.ref());
        if (found.isEmpty()) {
            return patch(planned, operation, "", CREATED);
        }
        var live = found.get();
        ownership.prove(planned.ref(), application(planned), live, operation, known);
        var before = Labels.operation(live);
        var after = send(planned, before.isEmpty() ? operation : before, known.uid(), CONFIGURED);
        var unchanged = after.outcome() == CONFIGURED
                && Effect.none(json(live), json(reader.parse(after.answer())), json(planned.body()));
        return written(unchanged ? UNCHANGED : after.outcome(), reader.identity(after.answer()))
                .takingBack(after.takenBack());
    }

    /**
     * An object as it is after a write.
     *
     * @param takenBack fields that others had changed, with who did
     */
    private record Answered(Written.Outcome outcome, ApiAnswer answer, List<String> takenBack) {}

    private Written patch(PlannedObject planned, String operation, String uid, Written.Outcome outcome) {
        var answered = send(planned, operation, uid, outcome);
        return written(answered.outcome(), reader.identity(answered.answer())).takingBack(answered.takenBack());
    }

    /** @param uid of the object that is meant; empty: it should not exist */
    private Answered send(PlannedObject planned, String operation, String uid, Written.Outcome outcome) {
        var body = body(planned, operation, uid);
        var call = ApiCall.apply(planned.ref(), body, false);
        var answer = connection.send(call);
        var conflicts = ApiErrors.fieldConflicts(answer);
        var forced = planned.mode() == PlannedObject.Mode.FORCE && !conflicts.isEmpty();
        if (forced || ApiErrors.conflictsOnlyWithOurselves(answer)) {
            // What we made by POST counts as another manager's, of our own name. Whom a field is taken from is known
            // only now.
            call = ApiCall.apply(planned.ref(), body, true);
            answer = connection.send(call);
        }
        if (ApiErrors.anotherUid(answer)) {
            if (reader.find(planned.ref()).isPresent()) {
                throw replaced(planned.ref(), uid);
            }
            // Somebody deleted it. The namespace is proven to be ours, and nothing that holds data is written this way.
            return send(planned, operation, "", CREATED);
        }
        if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        return new Answered(
                outcome,
                answer,
                conflicts.stream()
                        .filter(conflict -> !conflict.manager().equals(ApiCall.FIELD_MANAGER))
                        .map(conflict -> conflict.field() + " from '" + conflict.manager() + "'")
                        .toList());
    }

    private String body(PlannedObject planned, String operation, String uid) {
        return content(planned, operation, uid).toString();
    }

    /** What is sent. Holds secrets. */
    ObjectNode content(PlannedObject planned, String operation, String uid) {
        var filled = GeneratedSecrets.filled(planned.body(), Passwords::next);
        ObjectNode body = json(filled);
        var metadata = (ObjectNode) body.get("metadata");
        metadata.withObjectProperty("annotations").put(Labels.OPERATION, operation);
        if (planned.ref().kind().equals("Namespace")) {
            // Not part of the intent: one that was made without it is not written for that alone.
            metadata.withObjectProperty("labels").put(Labels.PLATFORM, ownership.platformNamespace());
        }
        if (!uid.isEmpty()) {
            metadata.put("uid", uid);
        }
        body.remove("status");
        return body;
    }

    private ObjectNode json(HasMetadata object) {
        return connection.serialization().convertValue(object, ObjectNode.class);
    }

    static String application(PlannedObject planned) {
        return Labels.label(planned.body(), Labels.PART_OF);
    }

    private static Written written(Written.Outcome outcome, HasMetadata live) {
        return written(outcome, live.getMetadata());
    }

    private static Written written(Written.Outcome outcome, ObjectMeta metadata) {
        var generation = metadata.getGeneration() == null ? 0 : metadata.getGeneration();
        var version = metadata.getResourceVersion() == null ? "" : metadata.getResourceVersion();
        return new Written(outcome, metadata.getUid(), generation, version);
    }

    static ApsException vanished(ObjectRef ref) {
        return new ApsException(
                ErrorCode.CONFLICT,
                ref
                        + " has vanished: an undeployment that did not end deleted it, or somebody did outside of the deployer; restore"
                        + " it, or undeploy the application by force, with all its data");
    }

    /** What can't be made again must stay; what is being deleted goes sooner or later. */
    static void refuseGoing(ObjectRef ref, HasMetadata live) {
        if (live.getMetadata().getDeletionTimestamp() != null) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    ref
                            + " is being deleted: an undeployment that did not end deleted it, or somebody did outside of the"
                            + " deployer; keep a copy of it and restore that when it is gone, or undeploy the application by"
                            + " force, with all its data");
        }
    }

    private static ApsException replaced(ObjectRef ref, String uid) {
        return new ApsException(
                ErrorCode.CONFLICT, ref + " was replaced by another object of the same name: recorded is UID " + uid);
    }
}
