package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.ReleaseMap;
import io.jenkins.plugins.aps.core.view.ViewJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Descriptors: those of applications, and those that were imported and wait to be deployed. */
final class DescriptorRoutes {
    private static final Comparator<DescriptorEntry> BY_NAME = Comparator.comparing(DescriptorEntry::name);
    private static final Map<String, Comparator<DescriptorEntry>> ORDERS = Map.of(
            "name", BY_NAME,
            "status", Comparator.comparing(DescriptorEntry::status),
            "projectName", Comparator.comparing(DescriptorEntry::project));

    private final Turnstile exporting = new Turnstile(4, "releases");
    private final Supplier<Core> core;

    DescriptorRoutes(Supplier<Core> core) {
        this.core = core;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/descriptors", Requirement.READING, this::list),
                new Route("POST", "/v1/descriptors/import", Requirement.STORING, this::imported),
                new Route("GET", "/v1/descriptors/{id}", Requirement.READING, this::one),
                new Route("DELETE", "/v1/descriptors/{id}", Requirement.STORING, this::remove),
                new Route("GET", "/v1/descriptors/{id}/export", Requirement.READING, this::export),
                new Route("GET", "/v1/descriptors/{id}/models", Requirement.READING, this::models));
    }

    Reply list(Call call) {
        var query = call.query();
        var name = query.text("name").toLowerCase(Locale.ROOT);
        var cluster = query.text("cluster");
        var statuses = ApplicationQuery.statuses(query);
        var deployed = query.choice("deployed", DescriptorRoutes::flag, "true, false");
        var order = Sorting.order(query, ORDERS, BY_NAME);
        var page = Envelope.Page.of(query, call.limits());
        query.check();
        try (var entered = core.get()) {
            var wanted = Shelf.all(entered.aps(), cluster, call.caller()).stream()
                    .filter(each -> each.name().contains(name))
                    .filter(each -> statuses.isEmpty() || statuses.contains(each.status()))
                    .filter(each ->
                            deployed.map(flag -> flag == each.deployed()).orElse(true))
                    .sorted(order)
                    .toList();
            var list = Envelope.list(wanted, page, DescriptorEntry::map);
            list.put("aps", Unread.clusters(entered.aps().readModel().snapshot()));
            return Reply.now(call.ifOther(list));
        }
    }

    Reply one(Call call) {
        return Reply.now(call.ifOther(Envelope.entry(find(call).map())));
    }

    Reply export(Call call) {
        call.query().choice("type", text -> text.equals("JSON") ? Optional.of(text) : Optional.empty(), "JSON");
        var attachment = call.query().flag("attachment", false);
        var found = find(call);
        var content =
                found.exported().orElseThrow(() -> new ApsException(ErrorCode.FAILED, "The descriptor can't be read"));
        var answer =
                Answer.of(200, "application/zip", DescriptorZip.of(ViewJson.line(content), released(found, content)));
        return Reply.now(
                attachment
                        ? answer.with("Content-Disposition", "attachment; filename=\"" + found.name() + ".zip\"")
                        : answer);
    }

    /** The project with its files; may ask the repository. */
    private Project released(DescriptorEntry found, Object descriptor) {
        try (var entered = core.get()) {
            var release =
                    exporting.pass(() -> entered.aps().release(found.repository(), found.project(), found.release()));
            var commit = Trees.of(descriptor).path("commit").asText("");
            if (!commit.isEmpty() && !commit.equals(release.release().commit())) {
                throw new ApsException(
                                ErrorCode.CONFLICT,
                                "Release " + release.release().id()
                                        + " is another one by now: the descriptor is of commit "
                                        + commit + ", in the repository it is "
                                        + release.release().commit())
                        .of(found.name(), "");
            }
            return release.project();
        }
    }

    Reply models(Call call) {
        call.query()
                .choice("type", text -> text.equals("CONNECTOR") ? Optional.of(text) : Optional.empty(), "CONNECTOR");
        var found = find(call);
        try (var entered = core.get()) {
            var model = entered.aps().readModel();
            var release = model.release(found.repository(), found.project(), found.release())
                    .orElseThrow(() -> Unread.inRepository(
                            model.snapshot(), found.repository(), "The descriptor's release is not there"));
            return Reply.now(call.ifOther(connectors(release)));
        }
    }

    Reply remove(Call call) {
        var found = find(call);
        if (found.deployed()) {
            throw new ApsException(
                            ErrorCode.CONFLICT,
                            "The descriptor " + found.name() + " is deployed: undeploy the application first")
                    .of(found.name(), "");
        }
        checkMay(found, call.caller());
        try (var entered = core.get()) {
            entered.aps().descriptors().remove(found.cluster(), found.name());
        }
        return Reply.now(Answer.json(200, Map.of()));
    }

    /** What somebody keeps is theirs: another takes it away only who may also take applications away by force. */
    private static void checkMay(DescriptorEntry found, Caller caller) {
        var who = caller.name();
        if (!found.by().isEmpty() && !found.by().equals(who) && !caller.may(Right.FORCE_UNDEPLOY)) {
            throw new ApsException(
                            ErrorCode.NOT_ALLOWED,
                            "The descriptor " + found.name() + " is kept by " + found.by()
                                    + ": only they, and who has the right forceUndeploy, may remove it")
                    .of(found.name(), "");
        }
    }

    Reply imported(Call call) {
        var cluster = call.query().text("cluster");
        call.query().check();
        var json = Imported.descriptor(call.request(), call.limits());
        // Only what a descriptor of ours has is kept, and no value of a secret.
        var body = DeployBody.ofStored(json);
        try (var entered = core.get()) {
            ReleaseChoice.complete(body, entered.aps().readModel().snapshot());
            var name = body.path("name").asText("");
            var where = entered.aps()
                    .readModel()
                    .snapshot()
                    .cluster(cluster)
                    .map(ClusterView::name)
                    .orElse(cluster);
            if (Sight.look(entered.aps().readModel().snapshot(), name, cluster).isPresent()) {
                throw new ApsException(ErrorCode.CONFLICT, "There is an application " + name + " already").of(name, "");
            }
            var kept = entered.aps()
                    .descriptors()
                    .keep(cluster, body.toString(), call.caller().name());
            return Reply.now(Answer.json(
                            201, Envelope.entry(DescriptorEntry.of(kept, where).map()))
                    .with("Location", location(call, kept.name(), cluster)));
        }
    }

    /** Where it is read again; with the cluster that the caller named, as the first may have another of its name. */
    private static String location(Call call, String name, String cluster) {
        return call.request().base() + "/v1/descriptors/" + name
                + (cluster.isEmpty() ? "" : "?cluster=" + URLEncoder.encode(cluster, StandardCharsets.UTF_8));
    }

    private DescriptorEntry find(Call call) {
        var cluster = call.query().text("cluster");
        call.query().check();
        try (var entered = core.get()) {
            return Shelf.find(entered.aps(), cluster, call.path("id"), call.caller());
        }
    }

    /** As the platform's clients know it; the value of a secure variable is never told. */
    private static List<Object> connectors(ReleaseEntry release) {
        var list = new ArrayList<Object>();
        release.project().ifPresent(project -> {
            var contents = (Map<?, ?>) ReleaseMap.of(release.release(), project).get("contents");
            for (var each : (List<?>) contents.get("connectors")) {
                var connector = (Map<?, ?>) each;
                var map = new LinkedHashMap<String, Object>();
                map.put("name", connector.get("name"));
                map.put("template", connector.get("template"));
                map.put("config", connector.get("variables"));
                list.add(map);
            }
        });
        return list;
    }

    private static Optional<Boolean> flag(String text) {
        return text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
    }
}
