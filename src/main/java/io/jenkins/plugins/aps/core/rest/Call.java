package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** A request that found its endpoint. */
final class Call {
    private final Request request;
    private final Map<String, String> path;
    private final Limits limits;
    private final Query query;

    Call(Request request, Map<String, String> path, Limits limits) {
        this.request = request;
        this.path = path;
        this.limits = limits;
        this.query = new Query(request.query());
    }

    /**
     * Asks for rights: those of the route before the request is read, and those that turn out then.
     *
     * @param rights all of them
     * @throws ApsException {@code notAuthenticated} or {@code notAllowed}, with every right that is lacking
     */
    void require(Set<Right> rights) {
        var lacking =
                rights.stream().filter(right -> !caller().may(right)).sorted().toList();
        if (lacking.isEmpty()) {
            return;
        }
        if (caller().name().isEmpty()) {
            throw new ApsException(
                    ErrorCode.NOT_AUTHENTICATED,
                    "Nobody is known to be asking: this needs " + each(lacking, caller()::needed));
        }
        throw new ApsException(
                ErrorCode.NOT_ALLOWED,
                caller().name() + " may not " + each(lacking, Right::words) + ": that needs "
                        + each(lacking, caller()::needed));
    }

    private static String each(List<Right> rights, Function<Right, String> words) {
        return rights.stream().map(words).collect(Collectors.joining(", and "));
    }

    Caller caller() {
        return request.caller();
    }

    Limits limits() {
        return limits;
    }

    /** A part of the path that the route names. */
    String path(String name) {
        return path.get(name);
    }

    Query query() {
        return query;
    }

    Request request() {
        return request;
    }

    /** The body, which must be one JSON object. */
    JsonNode object() {
        var type = request.mediaType();
        if (!type.equals(Answer.JSON)) {
            throw HttpError.unsupportedType(type, Answer.JSON);
        }
        return JsonBody.object(request.body(), limits.bodyDepth());
    }

    /** The same, or an empty object where there is no body. */
    JsonNode objectOrNothing() {
        return request.body().length == 0 ? JsonBody.nothing() : object();
    }

    /** The answer, or that the caller has it already, which is known before it is made. */
    Reply ifNewer(Snapshot snapshot, Supplier<Object> answer) {
        // Whoever asks, and what they may see by now: an answer must not be taken for another's, nor for an earlier one
        // that told of more or of less.
        var etag = "W/\"" + Long.toHexString(snapshot.version()) + "-"
                + Integer.toHexString(Objects.hash(caller().name(), caller().viewer())) + "\"";
        return Reply.now(tagged(etag, holds(etag) ? Answer.empty(304) : Answer.json(200, answer.get())));
    }

    /** The same for an answer that may be another though the snapshot is not. */
    Answer ifOther(Object answer) {
        var json = Answer.json(200, answer);
        var crc = new CRC32();
        crc.update(json.body());
        var etag = "W/\"" + Long.toHexString(crc.getValue()) + "-" + Integer.toHexString(json.body().length) + "\"";
        return tagged(etag, holds(etag) ? Answer.empty(304) : json);
    }

    private boolean holds(String etag) {
        var held = request.header("if-none-match");
        return held.equals("*")
                || Arrays.stream(held.split(",", -1)).map(String::strip).anyMatch(etag::equals);
    }

    private static Answer tagged(String etag, Answer answer) {
        return answer.with("ETag", etag).with("Cache-Control", "private, no-cache");
    }
}
