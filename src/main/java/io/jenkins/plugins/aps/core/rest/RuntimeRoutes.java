package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** The platform versions that can be deployed. */
final class RuntimeRoutes {
    private final Supplier<Core> core;

    RuntimeRoutes(Supplier<Core> core) {
        this.core = core;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/applications/runtime-versions", Requirement.READING, this::list),
                new Route("GET", "/v1/applications/runtime-versions/latest", Requirement.READING, this::latest));
    }

    Reply list(Call call) {
        var least = call.query().text("versionEqualOrLater");
        var page = Envelope.Page.of(call.query(), call.limits());
        call.query().check();
        var versions = versions();
        var wanted = versions.stream()
                .filter(version -> least.isEmpty() || version.compareTo(least) >= 0)
                .toList();
        return Reply.now(call.ifOther(Envelope.list(wanted, page, version -> entry(version, versions))));
    }

    Reply latest(Call call) {
        call.query().check();
        var versions = versions();
        if (versions.isEmpty()) {
            throw new ApsException(ErrorCode.NOT_FOUND, "There is no platform version");
        }
        return Reply.now(call.ifOther(Envelope.entry(entry(versions.get(versions.size() - 1), versions))));
    }

    private List<String> versions() {
        try (var entered = core.get()) {
            return entered.aps().catalogs();
        }
    }

    static LinkedHashMap<String, Object> entry(String version, List<String> versions) {
        var map = new LinkedHashMap<String, Object>();
        map.put("version", version);
        map.put("latest", version.equals(versions.get(versions.size() - 1)));
        return map;
    }
}
