package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.NearestRelease;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.ReleaseMap;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** What can be deployed: lists from what was last seen, one release with what its files say. */
final class ReleaseRoutes {
    private final Supplier<Core> core;
    private final ReleaseTexts texts = new ReleaseTexts();

    ReleaseRoutes(Supplier<Core> core) {
        this.core = core;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/releases", Requirement.READING, this::list),
                new Route("GET", "/v1/releases/{project}/{version}", Requirement.READING, this::one));
    }

    Reply list(Call call) {
        var wanted = ReleaseQuery.of(call.query());
        var refresh = call.query().flag("refresh", false);
        var page = Envelope.Page.of(call.query(), call.limits());
        call.query().check();
        try (var entered = core.get()) {
            var model = entered.aps().readModel();
            var snapshot = model.snapshot();
            if (refresh) {
                wanted.repositories(snapshot).forEach(view -> model.refreshReleases(view.name()));
            }
            return call.ifNewer(snapshot, () -> {
                var list = Envelope.list(
                        wanted.select(snapshot, texts), page, release -> brief(release, snapshot, call.caller()));
                list.put("aps", Unread.repositories(snapshot));
                return list;
            });
        }
    }

    Reply one(Call call) {
        var repository = call.query().text("repository");
        call.query().check();
        var version = call.path("version");
        if (!version.matches("[1-9][0-9]{0,8}|latest")) {
            throw HttpError.invalid("version", "must be a number from 1 up, or latest");
        }
        try (var entered = core.get()) {
            var model = entered.aps().readModel();
            var found = model.release(repository, call.path("project"), version)
                    .orElseThrow(() -> missing(model.snapshot(), repository, call.path("project"), version));
            var map = found.project()
                    .map(project -> ReleaseMap.of(found.release(), project))
                    .orElseGet(() -> ReleaseMap.brief(found.release()));
            return Reply.now(call.ifOther(Envelope.entry(with(map, found, model.snapshot(), call.caller()))));
        }
    }

    private static ApsException missing(Snapshot snapshot, String repository, String project, String version) {
        var absent = snapshot.repository(repository)
                .map(view -> "The repository '" + view.name() + "' "
                        + NearestRelease.missing(
                                project,
                                version,
                                view.releases().stream()
                                        .map(ReleaseEntry::release)
                                        .toList()))
                .orElse("There is no such release");
        return Unread.inRepository(snapshot, repository, absent);
    }

    private static LinkedHashMap<String, Object> brief(ReleaseEntry release, Snapshot snapshot, Caller caller) {
        var map = ReleaseMap.brief(release.release());
        release.deployable().ifPresent(deployable -> map.put("deployable", deployable));
        return with(map, release, snapshot, caller);
    }

    private static LinkedHashMap<String, Object> with(
            LinkedHashMap<String, Object> map, ReleaseEntry release, Snapshot snapshot, Caller caller) {
        map.put("id", release.release().releaseId());
        map.put("repository", release.release().repository());
        var runs = new ArrayList<Object>();
        snapshot.whereItRuns(release.release()).stream()
                .filter(caller.viewer()::sees)
                .forEach(application -> runs.add(application.name()));
        map.put("applications", runs);
        return map;
    }
}
