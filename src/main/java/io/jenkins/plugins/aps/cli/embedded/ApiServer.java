package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns requests into reads and writes of the store, and their outcome into answers as the API server gives them. */
final class ApiServer extends Dispatcher {
    private static final Set<String> REVIEWS = Set.of(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
            "/apis/authentication.k8s.io/v1/selfsubjectreviews");

    private static final Logger LOGGER = Logger.getLogger(ApiServer.class.getName());

    private final Store store;
    private final Writes writes;
    private final Deletions deletions;
    private final Executor sender;
    private final Function<Call, String> logs;

    /**
     * @param sender sends what watches tell, in order
     * @param logs the text of a container's log
     */
    ApiServer(Store store, Writes writes, Deletions deletions, Executor sender, Function<Call, String> logs) {
        this.store = store;
        this.writes = writes;
        this.deletions = deletions;
        this.sender = sender;
        this.logs = logs;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        try {
            return answer(request, request.getPath().replaceFirst("\\?.*", ""));
        } catch (ApiError e) {
            return json(e.code(), e.body());
        } catch (RuntimeException e) {
            // Whoever asked would wait for ever: the server sends nothing by itself.
            LOGGER.log(
                    Level.WARNING, "the embedded cluster failed at " + request.method() + " " + request.getPath(), e);
            var error = ApiError.internal(e);
            return json(error.code(), error.body());
        }
    }

    private MockResponse answer(RecordedRequest request, String path) {
        if (REVIEWS.contains(path) && request.method() == HttpMethod.POST) {
            ObjectNode review = Json.parse(request.getUtf8Body());
            ObjectNode status = review.putObject("status");
            status.put("allowed", true).put("reason", "everything is allowed here");
            ObjectNode rule = status.putArray("resourceRules").addObject();
            for (String field : List.of("verbs", "apiGroups", "resources")) {
                rule.putArray(field).add("*");
            }
            status.putObject("userInfo").put("username", "admin");
            return json(201, review);
        }
        if (request.method() == HttpMethod.GET) {
            var said = Discovery.answer(path, String.valueOf(request.getHeader("Accept")));
            if (said.isPresent()) {
                return answer(200, said.get().contentType(), said.get().body());
            }
        }
        var contentType = String.valueOf(request.getHeader("Content-Type"));
        if (contentType.contains("protobuf")) {
            throw ApiError.unsupported(contentType);
        }
        Call call = Call.of(request.getPath());
        return store.atomically(() -> switch (request.method()) {
            case GET -> get(call, request);
            case POST -> written(writes.create(call, Json.parse(request.getUtf8Body())));
            case PUT -> written(writes.replace(call, Json.parse(request.getUtf8Body())));
            case PATCH ->
                written(writes.patch(call, String.valueOf(request.getHeader("Content-Type")), request.getUtf8Body()));
            case DELETE -> delete(call, request.getUtf8Body());
            default -> throw ApiError.badRequest("the server does not allow this method on the requested resource");
        });
    }

    private MockResponse get(Call call, RecordedRequest request) {
        if (call.flag("watch")) {
            if (request.getHeader("Upgrade") == null) {
                throw ApiError.badRequest("the embedded cluster can be watched by WebSocket only");
            }
            return new MockResponse().withWebSocketUpgrade(new WatchSocket(store, call, sender));
        }
        if (call.subresource().equals("log")) {
            return answer(200, "text/plain", logs.apply(call));
        }
        if (!call.name().isEmpty()) {
            ObjectNode object = store.get(call.key());
            if (object == null) {
                throw ApiError.notFound(call.key());
            }
            return json(200, object);
        }
        ObjectNode list = Json.object()
                .put("kind", call.type().kind() + "List")
                .put("apiVersion", call.type().apiVersion());
        list.putObject("metadata").put("resourceVersion", String.valueOf(store.version()));
        ArrayNode items = list.putArray("items");
        matching(call).forEach(items::add);
        return json(200, list);
    }

    private List<ObjectNode> matching(Call call) {
        Selector selector = call.selector();
        return store.list(call.type(), call.namespace()).stream()
                .filter(selector::matches)
                .toList();
    }

    private MockResponse delete(Call call, String body) {
        ObjectNode options = body == null || body.isBlank() ? Json.object() : Json.parse(body);
        if (call.dryRun()) {
            options.putArray("dryRun").add("All");
        }
        if (call.name().isEmpty()) {
            matching(call).forEach(object -> deletions.delete(Store.key(object), options));
            return json(
                    200,
                    Json.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Success"));
        }
        ObjectNode last = deletions.delete(call.key(), options);
        if (store.get(call.key()) != null) {
            return json(200, last);
        }
        ObjectNode gone =
                Json.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
        gone.putObject("details")
                .put("name", call.name())
                .put("kind", call.type().plural())
                .put("uid", Json.uid(last));
        return json(200, gone);
    }

    private static MockResponse written(Writes.Written written) {
        return json(written.created() ? 201 : 200, written.object());
    }

    private static MockResponse json(int code, JsonNode body) {
        return answer(code, "application/json", Json.text(body));
    }

    private static MockResponse answer(int code, String contentType, String body) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", contentType)
                .setBody(body);
    }
}
