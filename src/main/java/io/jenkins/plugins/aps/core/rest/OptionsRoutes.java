package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterOffer;
import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.view.ViewMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a form for a deployment offers to whoever asks: from settings and catalogs, without asking a cluster. */
final class OptionsRoutes {
    private final Supplier<Core> core;

    OptionsRoutes(Supplier<Core> core) {
        this.core = core;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/v1/options", Requirement.READING, this::options));
    }

    Reply options(Call call) {
        call.query().check();
        try (var entered = core.get()) {
            var aps = entered.aps();
            var clusters = aps.clusters();
            var entry = new LinkedHashMap<String, Object>();
            entry.put("caller", caller(call.caller()));
            entry.put("names", names(clusters));
            entry.put("clusters", ViewMap.list(clusters, OptionsRoutes::cluster));
            entry.put("runtimeVersions", runtimeVersions(aps));
            entry.put("credentials", ViewMap.list(credentials(call.caller()), OptionsRoutes::credential));
            return Reply.now(call.ifOther(Envelope.entry(entry)));
        }
    }

    private static LinkedHashMap<String, Object> caller(Caller caller) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", caller.name());
        map.put(
                "rights",
                ViewMap.list(Arrays.stream(Right.values()).filter(caller::may).toList(), Right::json));
        return map;
    }

    private static LinkedHashMap<String, Object> names(List<ClusterOffer> clusters) {
        var reserved = new TreeSet<>(ApplicationName.reserved());
        clusters.forEach(cluster -> reserved.addAll(cluster.reserved()));
        var map = new LinkedHashMap<String, Object>();
        map.put("pattern", ApplicationName.pattern());
        map.put("maxLength", ApplicationName.LONGEST);
        map.put("reserved", new ArrayList<>(reserved));
        return map;
    }

    private static LinkedHashMap<String, Object> cluster(ClusterOffer cluster) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", cluster.name());
        map.put("catalog", cluster.catalog());
        map.put("gatewayUrl", cluster.gatewayUrl());
        return map;
    }

    private static ArrayList<Object> runtimeVersions(Aps aps) {
        var versions = aps.catalogs();
        return ViewMap.list(versions, version -> {
            var map = RuntimeRoutes.entry(version, versions);
            try {
                var connectors = aps.catalog(version).connectors().values();
                map.put("connectors", ViewMap.list(connectors, OptionsRoutes::connector));
                map.put("warning", "");
            } catch (ApsException e) {
                // Told to who wants this one; the others, and all that isn't deployed with it, go on.
                map.put("connectors", List.of());
                map.put("warning", e.getMessage());
            }
            return map;
        });
    }

    private static LinkedHashMap<String, Object> connector(Catalog.Connector connector) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", connector.name());
        map.put("image", connector.image());
        map.put("templates", new ArrayList<>(connector.templates()));
        map.put("variables", ViewMap.list(connector.variables(), OptionsRoutes::variable));
        return map;
    }

    private static LinkedHashMap<String, Object> variable(Variable variable) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", variable.name());
        map.put("description", variable.description());
        map.put("value", variable.secure() || variable.value() == null ? "" : variable.value());
        map.put("required", variable.required());
        map.put("secure", variable.secure());
        return map;
    }

    /** Which there are is told only to who could name one. */
    private static List<CredentialChoice> credentials(Caller caller) {
        return caller.may(Right.DEPLOY)
                ? caller.credentials().stream()
                        .sorted(Comparator.comparing(CredentialChoice::id))
                        .toList()
                : List.of();
    }

    private static LinkedHashMap<String, Object> credential(CredentialChoice credential) {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", credential.id());
        map.put("description", credential.description());
        return map;
    }
}
