package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads of applications: all from what was last seen. */
final class ApplicationRoutes {
    private final Supplier<Core> core;
    private final Rows rows = new Rows(ApplicationJson::brief);

    private final Operations operations;

    /** @param operations those that were begun here: one may be at work before any record tells of it */
    ApplicationRoutes(Supplier<Core> core, Operations operations) {
        this.core = core;
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/applications", Requirement.READING, this::list),
                new Route("GET", "/v1/applications/{id}", Requirement.READING, this::one),
                new Route("GET", "/v1/applications/{id}/services", Requirement.READING, this::services),
                new Route("GET", "/v1/applications/{id}/users", Requirement.READING, this::users),
                new Route("GET", "/v1/applications/{id}/groups", Requirement.READING, this::groups),
                new Route("GET", "/v1/applications/{id}/runtime-version", Requirement.READING, this::runtimeVersion),
                new Route("GET", "/v1/clusters", Requirement.READING, this::clusters));
    }

    Reply list(Call call) {
        var wanted = ApplicationQuery.of(call.query());
        var page = Envelope.Page.of(call.query(), call.limits());
        call.query().check();
        var snapshot = snapshot();
        return call.ifNewer(snapshot, () -> {
            var selected = wanted.select(snapshot.applications(), call.caller().viewer());
            var list = Envelope.list(selected, page, rows::of);
            list.put("aps", Unread.clusters(snapshot));
            return list;
        });
    }

    Reply one(Call call) {
        var withOperation = call.query().flag("withOperation", false);
        return details(call, (model, entry) -> {
            var answer = Envelope.entry(ApplicationJson.full(entry));
            if (withOperation) {
                operation(model, entry, call.caller()).ifPresent(operation -> answer.put("operation", operation));
                answer.put(
                        "aps", Unread.cluster(model.snapshot(), entry.instance().cluster()));
            }
            return answer;
        });
    }

    /** The one at work, or the last one, with its events: as of the same snapshot as the application. */
    private Optional<LinkedHashMap<String, Object>> operation(ReadModel model, ApplicationEntry entry, Caller caller) {
        var known = entry.operations().stream().map(OperationSummary::id).toList();
        var begun = operations
                .atWork(entry.instance().cluster(), entry.name(), caller.name())
                .filter(each -> !known.contains(each.id()))
                .map(Begun::brief);
        var last = begun.or(() ->
                Optional.ofNullable(entry.instance().operation()).map(each -> OperationRoutes.recorded(entry, each)));
        last.ifPresent(map -> OperationEvents.add(map, model, (String) map.get("id")));
        return last;
    }

    Reply services(Call call) {
        return details(call, (model, entry) -> {
            var instance = entry.instance();
            var health = new LinkedHashMap<String, Object>();
            health.put("application", instance.application());
            health.put("status", instance.status().json());
            health.put("services", InstanceMap.of(instance).get("services"));
            return Envelope.entry(health);
        });
    }

    Reply runtimeVersion(Call call) {
        var cluster = call.query().text("cluster");
        call.query().check();
        var snapshot = snapshot();
        var instance =
                Sight.find(snapshot, call.path("id"), cluster, call.caller()).instance();
        return call.ifNewer(snapshot, () -> {
            var version = new LinkedHashMap<String, Object>();
            version.put("runtimeVersion", instance.catalog());
            return Envelope.entry(version);
        });
    }

    Reply users(Call call) {
        return principals(call, AccessList.Kind.USERS);
    }

    Reply groups(Call call) {
        return principals(call, AccessList.Kind.GROUPS);
    }

    Reply clusters(Call call) {
        var page = Envelope.Page.of(call.query(), call.limits());
        call.query().check();
        var snapshot = snapshot();
        return call.ifNewer(snapshot, () -> Envelope.list(snapshot.clusters(), page, Unread::map));
    }

    private Reply principals(Call call, AccessList.Kind kind) {
        var wanted = AccessList.of(call.query(), kind);
        var page = Envelope.Page.of(call.query(), call.limits());
        var cluster = call.query().text("cluster");
        call.query().check();
        var snapshot = snapshot();
        var access = Sight.find(snapshot, call.path("id"), cluster, call.caller())
                .instance()
                .access();
        return call.ifNewer(snapshot, () -> Envelope.list(wanted.select(access), page, Function.identity()));
    }

    /** With events and logs, which many who ask within seconds share. */
    private Reply details(Call call, BiFunction<ReadModel, ApplicationEntry, Object> form) {
        var cluster = call.query().text("cluster");
        call.query().check();
        var caller = call.caller();
        var name = call.path("id");
        try (var entered = core.get()) {
            var model = entered.aps().readModel();
            if (Sight.look(model.snapshot(), name, cluster).isEmpty()) {
                var accepted = accepted(cluster, name, caller);
                if (accepted.isPresent()) {
                    return Reply.now(call.ifOther(form.apply(model, accepted.get())));
                }
            }
            var known = Sight.find(model.snapshot(), name, cluster, caller).instance();
            return new Reply(model.details(known.cluster(), known.application()).thenApply(read -> {
                // It may have gone meanwhile.
                var entry = read.filter(caller.viewer()::sees)
                        .orElseThrow(() -> Sight.notFound(model.snapshot(), name, cluster, caller));
                return call.ifOther(form.apply(model, entry));
            }));
        }
    }

    /** A first deployment that was accepted is there for who began it, before its record can be seen. */
    private Optional<ApplicationEntry> accepted(String cluster, String name, Caller caller) {
        return operations
                .atWork(cluster, name, caller.name())
                .filter(begun -> !begun.isRemoval())
                .map(begun -> ApplicationEntry.of(Instance.accepted(name, begun.cluster(), begun.summary())));
    }

    private Snapshot snapshot() {
        try (var entered = core.get()) {
            return entered.aps().readModel().snapshot();
        }
    }
}
