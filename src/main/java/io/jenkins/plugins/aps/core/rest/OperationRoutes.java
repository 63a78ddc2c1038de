package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Operations: those that were begun here, and those that the records of applications tell of, whoever began them. */
final class OperationRoutes {
    private static final Comparator<LinkedHashMap<String, Object>> NEWEST_FIRST =
            Comparator.<LinkedHashMap<String, Object>, String>comparing(map -> (String) map.get("startedAt"))
                    .reversed()
                    .thenComparing(map -> (String) map.get("id"));

    private final Supplier<Core> core;
    private final Operations operations;

    OperationRoutes(Supplier<Core> core, Operations operations) {
        this.core = core;
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/operations", Requirement.READING, this::list),
                new Route("GET", "/v1/operations/{id}", Requirement.READING, this::one));
    }

    Reply list(Call call) {
        var application = call.query().text("application");
        var page = Envelope.Page.of(call.query(), call.limits());
        call.query().check();
        var snapshot = model().snapshot();
        var wanted = visible(snapshot, call.caller()).stream()
                .filter(entry -> application.isEmpty() || application.equals(entry.name()))
                .toList();
        var all = new LinkedHashMap<String, LinkedHashMap<String, Object>>();
        var names = names(wanted);
        operations.all().stream()
                .filter(begun -> !begun.dryRun())
                .filter(begun -> application.isEmpty() || application.equals(begun.application()))
                .filter(begun -> sees(call.caller(), begun, names))
                .forEach(begun -> all.put(begun.id(), begun.brief()));
        for (var entry : wanted) {
            entry.operations().forEach(each -> all.putIfAbsent(each.id(), recorded(entry, each)));
        }
        var sorted = all.values().stream().sorted(NEWEST_FIRST).toList();
        var list = Envelope.list(sorted, page, Function.identity());
        list.put("aps", Unread.clusters(snapshot));
        return Reply.now(call.ifOther(list));
    }

    Reply one(Call call) {
        call.query().check();
        var id = call.path("id");
        var model = model();
        var visible = visible(model.snapshot(), call.caller());
        var begun = operations.find(id).filter(each -> sees(call.caller(), each, names(visible)));
        var map = begun.map(Begun::brief)
                .or(() -> visible.stream()
                        .flatMap(entry -> entry.operations().stream()
                                .filter(each -> each.id().equals(id))
                                .map(each -> recorded(entry, each)))
                        .findFirst())
                .orElseThrow(() ->
                        Unread.inClusters(model.snapshot(), "", "There is no operation of this id that you may see"));
        OperationEvents.add(map, model, id);
        begun.ifPresent(each -> each.tellEnd(map));
        return Reply.now(call.ifOther(Envelope.entry(map)));
    }

    private ReadModel model() {
        try (var entered = core.get()) {
            return entered.aps().readModel();
        }
    }

    private static List<ApplicationEntry> visible(Snapshot snapshot, Caller caller) {
        return snapshot.applications().stream().filter(caller.viewer()::sees).toList();
    }

    /** What has gone, or is not there yet, is seen by who began it. */
    private static boolean sees(Caller caller, Begun begun, Set<String> visible) {
        return begun.by().equals(caller.name()) || visible.contains(begun.cluster() + "/" + begun.application());
    }

    /** Each with its cluster: on another one the name may be another's. */
    private static Set<String> names(List<ApplicationEntry> visible) {
        return visible.stream()
                .map(entry -> entry.instance().cluster() + "/" + entry.name())
                .collect(Collectors.toSet());
    }

    static LinkedHashMap<String, Object> recorded(ApplicationEntry entry, OperationSummary operation) {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", operation.id());
        map.put("application", entry.name());
        map.put("cluster", entry.instance().cluster());
        map.putAll(InstanceMap.operation(operation));
        return map;
    }
}
