package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One watch: what happened after its version, then what happens, until the client goes. */
final class WatchSocket extends WebSocketListener {
    private final Store store;
    private final Call call;
    private final Selector selector;
    private final Executor sender;
    private final Consumer<Store.Change> listener = this::changed;
    private volatile WebSocket socket;

    /** @param sender sends in order, off the server's threads */
    WatchSocket(Store store, Call call, Executor sender) {
        this.store = store;
        this.call = call;
        this.selector = call.selector();
        this.sender = sender;
    }

    @Override
    public void onOpen(WebSocket opened, Response response) {
        socket = opened;
        store.atomically(() -> {
            begin();
            return null;
        });
    }

    private void begin() {
        String from = call.query().getOrDefault("resourceVersion", "");
        if (from.isEmpty() || from.equals("0")) {
            store.list(call.type(), call.namespace()).stream()
                    .filter(object -> concerns(Store.key(object)) && selector.matches(object))
                    .forEach(object -> send("ADDED", object));
        } else {
            List<Store.Change> missed = store.since(Long.parseLong(from));
            if (missed == null) {
                send(
                        "ERROR",
                        ApiError.expired("too old resource version: " + from).body());
                sender.execute(() -> socket.close(1000, ""));
                return;
            }
            missed.forEach(this::changed);
        }
        store.listen(listener);
    }

    private void changed(Store.Change change) {
        if (!concerns(change.key())) {
            return;
        }
        boolean before = selector.matches(change.before());
        boolean after = selector.matches(change.after());
        if (before || after) {
            // An object that no longer fits the selector is gone for this watcher.
            send(before && after ? "MODIFIED" : after ? "ADDED" : "DELETED", change.state());
        }
    }

    private boolean concerns(Key key) {
        return key.type().equals(call.type())
                && (call.namespace().isEmpty() || call.namespace().equals(key.namespace()))
                && (call.name().isEmpty() || call.name().equals(key.name()));
    }

    private void send(String type, ObjectNode object) {
        sender.execute(() -> {
            ObjectNode event = Json.object().put("type", type);
            event.set("object", object);
            socket.send(Json.text(event));
        });
    }

    @Override
    public void onClosing(WebSocket closing, int code, String reason) {
        store.forget(listener);
        closing.close(1000, "");
    }

    @Override
    public void onClosed(WebSocket closed, int code, String reason) {
        store.forget(listener);
    }

    @Override
    public void onFailure(WebSocket failed, Throwable error, Response response) {
        store.forget(listener);
    }
}
