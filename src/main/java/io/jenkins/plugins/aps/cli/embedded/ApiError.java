package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** An answer that is not a success: becomes a {@code Status} body as the API server writes it. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final String resource;
    private final String name;
    private final transient List<Cause> causes;

    /** A detail, as {@code StatusCause}. */
    record Cause(String reason, String message, String field) {}

    private ApiError(int code, String reason, String message, Key key, Cause... causes) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.resource = key == null ? "" : key.type().plural();
        this.name = key == null ? "" : key.name();
        this.causes = List.of(causes);
    }

    private static String quoted(Key key) {
        return key.type().qualified() + " \"" + key.name() + "\"";
    }

    static ApiError noSuchResource() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource", null);
    }

    static ApiError notFound(Key key) {
        return new ApiError(404, "NotFound", quoted(key) + " not found", key);
    }

    static ApiError alreadyExists(Key key) {
        return new ApiError(409, "AlreadyExists", quoted(key) + " already exists", key);
    }

    static ApiError conflict(Key key, String why) {
        String message = "Operation cannot be fulfilled on " + quoted(key) + ": " + why;
        return new ApiError(409, "Conflict", message, key);
    }

    static ApiError fieldConflicts(Key key, List<Cause> conflicts) {
        String all = conflicts.stream()
                .map(conflict -> conflict.message() + ": " + conflict.field())
                .collect(Collectors.joining("; "));
        String message =
                "Apply failed with " + conflicts.size() + " conflict" + (conflicts.size() == 1 ? "" : "s") + ": " + all;
        return new ApiError(409, "Conflict", message, key, conflicts.toArray(Cause[]::new));
    }

    static ApiError invalid(Key key, String field, String why) {
        String message = key.type().kind() + " \"" + key.name() + "\" is invalid: " + field + ": " + why;
        return new ApiError(422, "Invalid", message, key, new Cause("FieldValueInvalid", why, field));
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, "BadRequest", message, null);
    }

    static ApiError unsupported(String contentType) {
        String message = "the body of the request was in an unknown format: " + contentType;
        return new ApiError(415, "UnsupportedMediaType", message, null);
    }

    static ApiError terminating(Key key) {
        String message = quoted(key) + " is forbidden: unable to create new content in namespace " + key.namespace()
                + " because it is being terminated";
        return new ApiError(
                403, "Forbidden", message, key, new Cause("NamespaceTerminating", message, "metadata.namespace"));
    }

    static ApiError expired(String message) {
        return new ApiError(410, "Expired", message, null);
    }

    static ApiError internal(RuntimeException cause) {
        return new ApiError(500, "InternalError", "Internal error occurred: " + cause, null);
    }

    int code() {
        return code;
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        body.putObject("metadata");
        body.put("message", getMessage()).put("reason", reason).put("code", code);
        if (!name.isEmpty()) {
            ObjectNode details = body.putObject("details").put("name", name).put("kind", resource);
            if (!causes.isEmpty()) {
                ArrayNode all = details.putArray("causes");
                causes.forEach(cause -> all.addObject()
                        .put("reason", cause.reason())
                        .put("message", cause.message())
                        .put("field", cause.field()));
            }
        }
        return body;
    }
}
