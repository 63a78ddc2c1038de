package io.jenkins.plugins.aps.cli.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The objects, in memory, with one counter of versions and the changes of late, so that a watch can go on from a version.
 * Safe for many threads: one lock for all. A stored object is never changed, only replaced.
 */
final class Store {
    private static final int REMEMBERED = 20_000;

    private final Map<ResourceType, TreeMap<String, ObjectNode>> objects = new HashMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private long version = 1;

    /**
     * One step of one object.
     *
     * @param before null: it is new
     * @param after null: it is gone
     */
    record Change(Key key, ObjectNode before, ObjectNode after, long version) {
        /** What a watcher is told of: the last state, at the version of the change. */
        ObjectNode state() {
            if (after != null) {
                return after;
            }
            ObjectNode last = before.deepCopy();
            Json.meta(last).put("resourceVersion", String.valueOf(version));
            return last;
        }
    }

    /** Hears every change, under the lock, in order; must not block. */
    void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    synchronized <T> T atomically(Supplier<T> work) {
        return work.get();
    }

    /** What reads and then writes must do both under the lock: another's write in between would be lost. */
    void requireAtomic() {
        if (!Thread.holdsLock(this)) {
            throw new IllegalStateException("a write that is not atomic");
        }
    }

    synchronized long version() {
        return version;
    }

    /** The stored object, not to be changed; null where there is none. */
    synchronized ObjectNode get(Key key) {
        return of(key.type()).get(path(key));
    }

    /** Of one namespace, or of all for the empty string. */
    synchronized List<ObjectNode> list(ResourceType type, String namespace) {
        TreeMap<String, ObjectNode> all = of(type);
        return new ArrayList<>(
                namespace.isEmpty()
                        ? all.values()
                        : all.subMap(namespace + "/", namespace + "0").values());
    }

    /** Writes over; what is equal but for its version isn't written. Returns what is stored now. */
    synchronized ObjectNode put(Key key, ObjectNode object) {
        ObjectNode before = get(key);
        if (before != null) {
            Json.meta(object).set("resourceVersion", before.path("metadata").path("resourceVersion"));
            if (object.equals(before)) {
                return before;
            }
        }
        version++;
        Json.meta(object).put("resourceVersion", String.valueOf(version));
        of(key.type()).put(path(key), object);
        tell(new Change(key, before, object, version));
        return object;
    }

    /** Changes what there is, and does nothing where there is none. */
    synchronized void modify(Key key, UnaryOperator<ObjectNode> change) {
        ObjectNode before = get(key);
        if (before != null) {
            put(key, change.apply(before.deepCopy()));
        }
    }

    synchronized void remove(Key key) {
        ObjectNode before = of(key.type()).remove(path(key));
        if (before != null) {
            version++;
            tell(new Change(key, before, null, version));
        }
    }

    /** What happened after a version, oldest first; null where that is no longer known. */
    synchronized List<Change> since(long seen) {
        if (changes.size() == REMEMBERED && changes.getFirst().version() > seen + 1) {
            return null;
        }
        return changes.stream().filter(change -> change.version() > seen).toList();
    }

    static Key key(ObjectNode object) {
        ResourceType type = ResourceType.ofKind(
                        object.path("apiVersion").asText(), object.path("kind").asText())
                .orElseThrow(ApiError::noSuchResource);
        return new Key(type, object.path("metadata").path("namespace").asText(""), Json.name(object));
    }

    private void tell(Change change) {
        changes.addLast(change);
        if (changes.size() > REMEMBERED) {
            changes.removeFirst();
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    private TreeMap<String, ObjectNode> of(ResourceType type) {
        return objects.computeIfAbsent(type, t -> new TreeMap<>());
    }

    private static String path(Key key) {
        return key.namespace() + "/" + key.name();
    }
}
