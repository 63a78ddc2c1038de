package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.FieldChange;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.LinkedHashMap;

/** An instance as a map: what {@code apsDeploy} and {@code apsStatus} return. */
public final class InstanceMap {
    private InstanceMap() {}

    /** All of it. */
    public static LinkedHashMap<String, Object> of(Instance instance) {
        var map = brief(instance);
        map.put("services", ViewMap.list(instance.services(), InstanceMap::service));
        map.put("history", ViewMap.list(instance.history(), InstanceMap::history));
        if (!instance.plan().isEmpty()) {
            map.put(
                    "plan",
                    ViewMap.of(
                            "waves", ViewMap.list(instance.plan(), wave -> ViewMap.list(wave, InstanceMap::planned))));
        }
        return map;
    }

    /** As in a list: without history, and services without events and log. */
    public static LinkedHashMap<String, Object> brief(Instance instance) {
        return ViewMap.of(
                "application", instance.application(),
                "namespace", instance.namespace(),
                "cluster", instance.cluster(),
                "project", instance.project(),
                "release", instance.release(),
                "applicationVersion", instance.applicationVersion(),
                "catalog", instance.catalog(),
                "status", instance.status().json(),
                "statusClass", instance.statusClass().json(),
                "reason", ViewMap.text(instance.reason()),
                "createdAt", ViewMap.time(instance.createdAt()),
                "updatedAt", ViewMap.time(instance.updatedAt()),
                "urls", urls(instance.urls()),
                "exampleQuery", instance.urls().exampleQuery(),
                "services", ViewMap.list(instance.services(), InstanceMap::briefService),
                "access", access(instance.access()),
                "operation", operation(instance.operation()),
                "changes", ViewMap.list(instance.changes(), InstanceMap::change));
    }

    static LinkedHashMap<String, Object> change(Change change) {
        return ViewMap.of(
                "object", change.object().toString(),
                "action", change.action().json(),
                "reason", ViewMap.text(change.reason()));
    }

    static LinkedHashMap<String, Object> planned(Change change) {
        var map = change(change);
        map.put("diff", ViewMap.list(change.diff().fields(), InstanceMap::field));
        map.put("more", change.diff().more());
        map.put("note", ViewMap.text(change.diff().note()));
        return map;
    }

    /** A field that is not there has no entry. */
    private static LinkedHashMap<String, Object> field(FieldChange field) {
        var map = ViewMap.of("path", field.path());
        if (field.before() != null) {
            map.put("before", field.before());
        }
        if (field.after() != null) {
            map.put("after", field.after());
        }
        return map;
    }

    private static LinkedHashMap<String, Object> urls(Urls urls) {
        var map = ViewMap.map(urls.services());
        map.put("ui", ViewMap.map(urls.uis()));
        return map;
    }

    private static LinkedHashMap<String, Object> briefService(ServiceHealth service) {
        return ViewMap.of(
                "name", service.name(),
                "kind", service.kind(),
                "health", service.health().json(),
                "reason", ViewMap.text(service.reason()),
                "ready", ViewMap.text(service.ready()));
    }

    private static LinkedHashMap<String, Object> service(ServiceHealth service) {
        var map = briefService(service);
        map.put("events", ViewMap.texts(service.events()));
        map.put("log", ViewMap.texts(service.log()));
        return map;
    }

    private static LinkedHashMap<String, Object> access(Access access) {
        return ViewMap.of("administrators", principals(access.administrators()), "users", principals(access.users()));
    }

    private static LinkedHashMap<String, Object> principals(Principals principals) {
        return ViewMap.of("users", ViewMap.texts(principals.users()), "groups", ViewMap.texts(principals.groups()));
    }

    private static LinkedHashMap<String, Object> history(HistoryEntry entry) {
        return ViewMap.of(
                "applicationVersion", entry.applicationVersion(),
                "release", entry.release(),
                "at", ViewMap.time(entry.at()),
                "by", ViewMap.text(entry.by()),
                "verdict", verdict(entry.verdict()));
    }

    /** An operation in brief; an empty map where there was none. */
    public static LinkedHashMap<String, Object> operation(OperationSummary operation) {
        if (operation == null) {
            return new LinkedHashMap<>();
        }
        return ViewMap.of(
                "id", operation.id(),
                "type", operation.type().json(),
                "phase", operation.phase().json(),
                "startedAt", ViewMap.time(operation.startedAt()),
                "endedAt", ViewMap.time(operation.endedAt()),
                "verdict", verdict(operation.verdict()),
                "by", ViewMap.text(operation.by()),
                "build", ViewMap.text(operation.build()),
                "reason", ViewMap.text(operation.reason()));
    }

    private static String verdict(Verdict verdict) {
        return verdict == null ? "" : verdict.json();
    }
}
