package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Answers that are errors become exceptions with their facts: which object, what the API server said, which right or
 * field is at fault. For Secrets the server's words are left out, since it repeats the values that it refuses.
 */
final class ApiErrors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 600;
    /** Of a page that something else answers with. */
    private static final int STRANGE = 80;

    private static final String FIELD_CONFLICT = "FieldManagerConflict";

    private ApiErrors() {}

    static ApsException of(ApiCall call, ApiAnswer answer, String cluster) {
        var status = status(answer.body());
        var what = call.verb() + " " + named(call);
        return switch (answer.code()) {
            case 401 ->
                new ApsException(
                        ErrorCode.NOT_ALLOWED, "cluster '" + cluster + "' does not accept our credential (HTTP 401)");
            case 403 -> forbidden(call, status, what, cluster);
            case 404 -> notFound(call, status, what, cluster);
            case 409 -> conflict(call, status, what);
            case 400, 405, 406, 410, 413, 415, 422 ->
                new ApsException(
                        ErrorCode.REJECTED, "the cluster refused to " + what + ": " + said(call, status, answer));
            default -> serverError(call, answer, status, what, cluster);
        };
    }

    /**
     * Refuses the answer of something that is no API server: a web server, or what stands before the cluster. An API
     * server refuses what it knows with a Status; of groups that it doesn't know it says so in plain text.
     *
     * @throws ApsException {@code unreachable}
     */
    static void refuseStranger(ApiCall call, ApiAnswer answer, String place) {
        int code = answer.code();
        boolean strange = code >= 300
                && code != 401
                && code != 403
                && code != 304
                && code < 500
                && status(answer.body()).isMissingNode();
        if (!strange
                || call.object().apiVersion().contains("/") && answer.body().startsWith("404 page not found")) {
            return;
        }
        // Whoever repeats what it is sent would make us tell a secret.
        var said = call.writes() || call.secret() ? "" : OneLine.of(answer.body(), STRANGE);
        throw new ApsException(
                        ErrorCode.UNREACHABLE,
                        place + " is no Kubernetes API server, or something before it answers in its place: HTTP "
                                + code
                                + " to the request to " + call.verb() + " " + named(call)
                                + (said.isEmpty() ? "" : " (\"" + said + "\")"))
                .because(ErrorReason.NO_API_SERVER);
    }

    /** Whether the namespace of the object is on its way out. */
    static boolean namespaceTerminating(ApiAnswer answer) {
        return answer.code() == 403 && causes(status(answer.body())).contains("NamespaceTerminating");
    }

    /** Whether a conflict is only with what this program wrote by other means than apply. */
    static boolean conflictsOnlyWithOurselves(ApiAnswer answer) {
        // Every write is asked this: the answer to one that was accepted is not read for it.
        if (answer.code() != 409) {
            return false;
        }
        var managers = fieldConflicts(status(answer.body()));
        return !managers.isEmpty()
                && managers.stream().allMatch(text -> text.contains("\"" + ApiCall.FIELD_MANAGER + "\""));
    }

    /** A field that another manager owns. */
    record Conflict(String field, String manager) {}

    /** Every field of a refused apply that others own; empty if it was refused for anything else, or not at all. */
    static List<Conflict> fieldConflicts(ApiAnswer answer) {
        if (answer.code() != 409) {
            return List.of();
        }
        return causes(answer).stream()
                .filter(cause -> cause.reason().equals(FIELD_CONFLICT))
                .map(cause -> new Conflict(cause.field(), cause.message().replaceFirst("^[^\"]*\"([^\"]*)\".*$", "$1")))
                .toList();
    }

    /** A detail of a refusal; each part may be empty. */
    record Cause(String reason, String field, String message) {
        /** Whether it is refused because the field can't be changed any more. */
        boolean immutable() {
            // Source: k8s.io/apimachinery/pkg/api/validation (FieldImmutableErrorMsg), k8s.io/kubernetes/pkg/apis:
            // apps/validation ("updates to statefulset spec"), core/validation ("is immutable after creation").
            return message.contains("immutable") || message.contains("updates to statefulset spec");
        }
    }

    /** The details of a refusal; for a Secret they repeat the values that are refused. */
    static List<Cause> causes(ApiAnswer answer) {
        var causes = status(answer.body()).path("details").path("causes");
        return StreamSupport.stream(causes.spliterator(), false)
                .map(cause -> new Cause(
                        cause.path("reason").asText(""),
                        cause.path("field").asText(""),
                        shortened(cause.path("message").asText(""))))
                .toList();
    }

    /** Whether the server compared a UID and it was another one. */
    static boolean anotherUid(ApiAnswer answer) {
        if (answer.code() != 409 && answer.code() != 422) {
            return false;
        }
        var status = status(answer.body());
        // Source: k8s.io/apiserver, endpoints/handlers/patch.go (vanished) and storage/interfaces.go (preconditions).
        var said = message(status);
        return answer.code() == 409 && (said.contains("UID in precondition") || said.contains("uid mismatch"))
                || answer.code() == 422 && causeFields(status).contains("metadata.uid");
    }

    private static ApsException forbidden(ApiCall call, JsonNode status, String what, String cluster) {
        var message = message(status);
        if (causes(status).contains("NamespaceTerminating")) {
            return new ApsException(
                    ErrorCode.CONFLICT,
                    "can't " + what + ": namespace '" + call.object().namespace() + "' is being deleted");
        }
        // Quota, admission webhooks and pod security answer 403 too; a missing right always says "cannot <verb>".
        if (!message.isEmpty() && !message.contains("cannot " + call.verb()) && !message.contains("cannot create")) {
            return new ApsException(
                    ErrorCode.REJECTED, "the cluster refused to " + what + ": " + said(call, status, null));
        }
        var place = call.object().namespace().isEmpty()
                ? " at cluster scope"
                : " in namespace '" + call.object().namespace() + "'";
        return new ApsException(
                ErrorCode.NOT_ALLOWED,
                "our account at cluster '" + cluster + "' cannot " + right(call) + place + " (" + named(call) + ")");
    }

    private static String right(ApiCall call) {
        return call.verb() + " " + ApiPath.resource(call.object());
    }

    private static ApsException notFound(ApiCall call, JsonNode status, String what, String cluster) {
        var kind = status.path("details").path("kind").asText("");
        if (kind.equals("namespaces") && !call.object().kind().equals("Namespace")) {
            return new ApsException(
                    ErrorCode.NOT_FOUND,
                    "can't " + what + ": there is no namespace '"
                            + call.object().namespace() + "'");
        }
        if (kind.isEmpty() && (call.writes() || call.reviews())) {
            return new ApsException(
                    ErrorCode.REJECTED,
                    "cluster '" + cluster + "' does not know " + call.object().apiVersion() + " "
                            + call.object().kind());
        }
        return new ApsException(ErrorCode.NOT_FOUND, "can't " + what + ": there is none");
    }

    private static ApsException conflict(ApiCall call, JsonNode status, String what) {
        var fields = fieldConflicts(status);
        if (!fields.isEmpty()) {
            return new ApsException(
                            ErrorCode.CONFLICT,
                            "can't " + what
                                    + ": somebody changed it outside of the deployer and owns what was changed: "
                                    + shortened(String.join("; ", fields))
                                    + ". Set that back with the same tool, or delete the object, if it holds no data: the next"
                                    + " deployment makes it anew")
                    .because(ErrorReason.CHANGED_OUTSIDE);
        }
        return new ApsException(ErrorCode.CONFLICT, "can't " + what + ": " + said(call, status, null));
    }

    private static ApsException serverError(
            ApiCall call, ApiAnswer answer, JsonNode status, String what, String cluster) {
        var said = said(call, status, answer);
        if (message(status).contains("failed calling webhook")) {
            return new ApsException(ErrorCode.REJECTED, "the cluster could not " + what + ": " + said);
        }
        var code = call.writes() && answer.code() != 429 ? ErrorCode.OUTCOME_UNKNOWN : ErrorCode.UNREACHABLE;
        return new ApsException(
                code, "cluster '" + cluster + "' answered HTTP " + answer.code() + " to " + what + ": " + said);
    }

    /** What the server said, short, and for a Secret only which fields it means. */
    private static String said(ApiCall call, JsonNode status, ApiAnswer answer) {
        var reason = status.path("reason").asText("");
        if (call.secret()) {
            var fields = causeFields(status);
            return (reason.isEmpty() ? "no reason given" : reason)
                    + (fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")");
        }
        var message = message(status);
        if (message.isEmpty()) {
            return !reason.isEmpty() ? reason : answer == null ? "no reason given" : "HTTP " + answer.code();
        }
        return shortened(message);
    }

    private static String shortened(String message) {
        return OneLine.of(message, LONGEST);
    }

    private static String named(ApiCall call) {
        var object = call.object();
        return object.name().isEmpty() ? ApiPath.resource(object) : object.toString();
    }

    private static List<String> fieldConflicts(JsonNode status) {
        var found = new ArrayList<String>();
        for (var cause : status.path("details").path("causes")) {
            if (cause.path("reason").asText("").equals(FIELD_CONFLICT)) {
                found.add(cause.path("field").asText("?") + " "
                        + cause.path("message").asText(""));
            }
        }
        return found;
    }

    private static Set<String> causes(JsonNode status) {
        return collect(status, "reason");
    }

    private static Set<String> causeFields(JsonNode status) {
        return collect(status, "field");
    }

    private static Set<String> collect(JsonNode status, String name) {
        var causes = status.path("details").path("causes");
        return new java.util.TreeSet<>(StreamSupport.stream(causes.spliterator(), false)
                .map(cause -> cause.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .toList());
    }

    private static String message(JsonNode status) {
        return status.path("message").asText("");
    }

    private static JsonNode status(String body) {
        try {
            var node = body.startsWith("{") ? JSON.readTree(body) : null;
            return node != null && node.path("kind").asText("").equals("Status") ? node : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            // A proxy between us and the API server answers with a page: the code has to do.
            return MissingNode.getInstance();
        }
    }
}
