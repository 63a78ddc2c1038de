package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads of applications: all from what was last seen. */
final class ApplicationRoutes {
    private final Supplier<Core> core;
    private final Rows rows = new Rows(ApplicationJson::brief);

    ApplicationRoutes(Supplier<Core> core) {
        this.core = core;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/applications", this::list),
                new Route("GET", "/v1/applications/{id}", this::one),
                new Route("GET", "/v1/applications/{id}/services", this::services),
                new Route("GET", "/v1/applications/{id}/users", this::users),
                new Route("GET", "/v1/applications/{id}/groups", this::groups),
                new Route("GET", "/v1/applications/{id}/runtime-version", this::runtimeVersion),
                new Route("GET", "/v1/clusters", this::clusters));
    }

    Reply list(Call call) {
        call.require(AuthorizationPolicy.READING);
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
        call.require(AuthorizationPolicy.READING);
        return details(call, ApplicationJson::full);
    }

    Reply services(Call call) {
        call.require(AuthorizationPolicy.READING);
        return details(call, (application, instance) -> {
            var health = new LinkedHashMap<String, Object>();
            health.put("application", instance.application());
            health.put("status", instance.status().json());
            health.put("services", InstanceMap.of(instance).get("services"));
            return health;
        });
    }

    Reply runtimeVersion(Call call) {
        call.require(AuthorizationPolicy.READING);
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
        call.require(AuthorizationPolicy.READING);
        return principals(call, AccessList.Kind.USERS);
    }

    Reply groups(Call call) {
        call.require(AuthorizationPolicy.READING);
        return principals(call, AccessList.Kind.GROUPS);
    }

    Reply clusters(Call call) {
        call.require(AuthorizationPolicy.READING);
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
    private Reply details(Call call, BiFunction<ApplicationEntry, Instance, Object> form) {
        var cluster = call.query().text("cluster");
        call.query().check();
        try (var entered = core.get()) {
            var model = entered.aps().readModel();
            var application = Sight.find(model.snapshot(), call.path("id"), cluster, call.caller());
            var known = application.instance();
            return new Reply(model.details(known.cluster(), known.application())
                    .thenApply(read -> call.ifOther(Envelope.entry(form.apply(application, read.orElse(known))))));
        }
    }

    private Snapshot snapshot() {
        try (var entered = core.get()) {
            return entered.aps().readModel().snapshot();
        }
    }
}
