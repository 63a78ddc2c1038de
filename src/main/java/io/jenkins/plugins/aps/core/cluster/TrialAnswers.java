package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.Trial.Refusal;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the API server answered about one object: refusals, and what could not be checked. */
final class TrialAnswers {
    private static final String POD = " (its pods)";

    private final Connection connection;
    private final ObjectRef object;
    private final boolean isNew;
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<JsonNode> after = Optional.empty();

    /** @param isNew whether it does not exist */
    TrialAnswers(Connection connection, ObjectRef object, boolean isNew) {
        this.connection = connection;
        this.object = object;
        this.isNew = isNew;
    }

    Trial trial(Optional<JsonNode> before) {
        return new Trial(before, after, refusals, notes);
    }

    /** What proves before any question to the server that it can't be. */
    void refused(ApsException error) {
        refusals.add(new Refusal(error.code(), error.reason(), new Problem(object.toString(), error.getMessage())));
    }

    /**
     * Fields of other managers. Ours alone is no conflict: what we made by POST counts as another's.
     *
     * @param forced whether they would be taken back
     */
    void conflicts(ApiAnswer answer, boolean forced) {
        for (var conflict : ApiErrors.fieldConflicts(answer)) {
            if (conflict.manager().equals(ApiCall.FIELD_MANAGER)) {
                continue;
            }
            if (forced) {
                notes.add("takes " + conflict.field() + " back from '" + conflict.manager() + "', who changed it");
            } else {
                refusals.add(new Refusal(
                        ErrorCode.CONFLICT,
                        ErrorReason.CHANGED_OUTSIDE,
                        new Problem(
                                object + " " + conflict.field(),
                                "'" + conflict.manager() + "' changed this field outside of the deployer and owns it."
                                        + " Set it back with the same tool (an autoscaler: remove it), or delete the"
                                        + " object, if it holds no data: the next deployment makes it anew; or force"
                                        + " conflicts, to take it back")));
            }
        }
    }

    /** @param live as it is; null: there is none */
    void take(ApiCall call, ApiAnswer answer, HasMetadata live) {
        if (answer.ok()) {
            after = Optional.of(answer.json());
            return;
        }
        var error = error(call, answer);
        if (unchecked(call, error, answer, "")) {
            return;
        }
        var causes = answer.code() == 422 && !call.secret() ? ApiErrors.causes(answer) : List.<ApiErrors.Cause>of();
        if (causes.isEmpty()) {
            refused(error);
        }
        for (var cause : causes) {
            var stakes = live != null && cause.immutable() ? ". " + AtStake.of(live) : "";
            refusals.add(new Refusal(
                    ErrorCode.REJECTED, new Problem((object + " " + cause.field()).trim(), cause.message() + stakes)));
        }
    }

    /** What is refused to a pod of it. A quota that is used up now may have room by then, once old pods are gone. */
    void takePod(ApiCall call, ApiAnswer answer) {
        // The template of a workload that is not valid is refused with it already.
        if (answer.ok() || answer.code() == 422 && !refusals.isEmpty()) {
            return;
        }
        var error = error(call, answer);
        if (unchecked(call, error, answer, "its pods: ")) {
            return;
        }
        var said = error.getMessage();
        if (said.contains("error looking up service account")) {
            notes.add("not checked: its pods: " + said);
        } else if (!isNew && said.contains("exceeded quota")) {
            notes.add("its new pods have to wait for room: " + said);
        } else {
            refusals.add(new Refusal(ErrorCode.REJECTED, new Problem(object + POD, said)));
        }
    }

    /** The error, if it is an answer to the question at all; else it is thrown, to be asked again. */
    private ApsException error(ApiCall call, ApiAnswer answer) {
        var asked = connection.error(call.asDryRun(), answer);
        if (asked.code() == ErrorCode.UNREACHABLE
                || asked.code() == ErrorCode.OUTCOME_UNKNOWN
                || answer.code() == 401) {
            throw asked;
        }
        return connection.error(call, answer);
    }

    private boolean unchecked(ApiCall call, ApsException error, ApiAnswer answer, String what) {
        // Source: k8s.io/apiserver, admission/plugin/webhook/errors/statuserror.go, NewDryRunUnsupportedErr.
        var noDryRun = answer.code() == 400 && answer.body().contains("does not support dry run");
        if (noDryRun || error.code() == ErrorCode.NOT_ALLOWED || error.code() == ErrorCode.NOT_FOUND) {
            // Without the object's name, so that the same reason is told once for all.
            notes.add("not checked: " + what
                    + error.getMessage().replace(" (" + call.object() + ")", "").replace(" " + call.object(), ""));
            return true;
        }
        return false;
    }
}
