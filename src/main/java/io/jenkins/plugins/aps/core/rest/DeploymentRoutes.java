package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import io.jenkins.plugins.aps.core.view.UndeployMap;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What changes applications. */
final class DeploymentRoutes {
    private final Beginning beginning;

    DeploymentRoutes(Beginning beginning) {
        this.beginning = beginning;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", "/v1/applications", Requirement.DEPLOYING, this::deploy),
                new Route("PUT", "/v1/applications/{id}", Requirement.DEPLOYING, this::upgrade),
                new Route("DELETE", "/v1/applications/{id}", Requirement.UNDEPLOYING, this::undeploy),
                new Route("POST", "/v1/applications/{id}/rollback", Requirement.DEPLOYING, this::rollback),
                new Route("POST", "/v1/applications/{id}/redeploy", Requirement.DEPLOYING, this::redeploy),
                new Route("POST", "/v1/applications/{id}/update", Requirement.DEPLOYING, this::update));
    }

    Reply deploy(Call call) {
        var options = WriteOptions.of(call.query());
        call.query().check();
        var body = DeployBody.of(call.object(), call.caller());
        var name = body.text("name");
        beginning.checkFree(name, options.cluster(beginning.snapshot()));
        return beginning.deploy(call, body, options, name, OperationType.DEPLOY);
    }

    Reply upgrade(Call call) {
        var options = WriteOptions.of(call.query()).basedOn(call.query());
        call.query().check();
        var body = DeployBody.of(call.object(), call.caller());
        var name = call.path("id");
        if (!body.text("name").isEmpty() && !body.text("name").equals(name)) {
            throw HttpError.invalid("name", "must be that of the path: an application keeps its name");
        }
        var current = Sight.find(beginning.snapshot(), name, options.cluster(), call.caller());
        var descriptor = body.descriptor();
        descriptor.put("name", name);
        // Generated clients send an empty list for what they were not told; no application can be without
        // administrators.
        if (descriptor.path("security").isEmpty()) {
            descriptor.set(
                    "security",
                    Trees.of(DescriptorJson.security(current.instance().access())));
        }
        return beginning.deploy(call, body, options, name, OperationType.UPGRADE);
    }

    Reply undeploy(Call call) {
        var query = call.query();
        var foreign = query.flag("removeForeignFinalizers", false);
        var force = query.flag("force", false) || foreign;
        var dryRun = query.flag("dryRun", false);
        var cluster = query.text("cluster");
        var timeout = Duration.ofMinutes(query.number("timeoutMinutes", 10, 1, 24 * 60));
        query.check();
        var entry = Sight.find(beginning.snapshot(), call.path("id"), cluster, call.caller());
        var wish = new UndeployRequest(
                UUID.randomUUID().toString(),
                call.caller().name(),
                "",
                entry.name(),
                entry.instance().cluster(),
                force,
                foreign,
                timeout);
        var request = dryRun ? wish.asDryRun() : wish;
        return beginning.begin(
                call,
                request,
                force ? OperationType.FORCE_UNDEPLOY : OperationType.UNDEPLOY,
                dryRun,
                (core, begun) -> core.aps().undeploy(request, begun),
                UndeployMap::of);
    }

    Reply rollback(Call call) {
        var options = WriteOptions.ofRollback(call.query()).basedOn(call.query());
        call.query().check();
        var version = RollbackBody.toVersion(call.objectOrNothing());
        var request = versionRequest(call, options, version);
        return beginning.begin(
                call,
                request,
                OperationType.ROLLBACK,
                options.dryRun(),
                (core, begun) -> core.aps().rollback(request, begun),
                InstanceMap::of);
    }

    Reply redeploy(Call call) {
        var options = WriteOptions.of(call.query()).basedOn(call.query());
        call.query().check();
        return redeploy(call, options, versionRequest(call, options, 0));
    }

    /**
     * To a platform version, or to that of its cluster: with what was last asked for, secrets included, as a redeployment. One
     * that is at it already is only deployed once more.
     */
    Reply update(Call call) {
        var wanted = call.query().text("runtimeVersion");
        var options = WriteOptions.of(call.query()).basedOn(call.query());
        call.query().check();
        var request = versionRequest(call, options, 0);
        checkRuntime(wanted);
        return redeploy(call, options, request.on(wanted));
    }

    private void checkRuntime(String wanted) {
        try (var entered = beginning.enter()) {
            if (!wanted.isEmpty() && !entered.aps().catalogs().contains(wanted)) {
                throw new ApsException(
                        ErrorCode.NOT_FOUND,
                        "There is no platform version of this name; there is: "
                                + String.join(", ", entered.aps().catalogs()));
            }
        }
    }

    private Reply redeploy(Call call, WriteOptions options, VersionRequest request) {
        return beginning.begin(
                call,
                request,
                OperationType.REDEPLOY,
                options.dryRun(),
                (core, begun) -> core.aps().redeploy(request, begun),
                InstanceMap::of);
    }

    private VersionRequest versionRequest(Call call, WriteOptions options, int version) {
        var entry = Sight.find(beginning.snapshot(), call.path("id"), options.cluster(), call.caller());
        var caller = call.caller();
        return new VersionRequest(
                        UUID.randomUUID().toString(),
                        caller.name(),
                        "",
                        entry.name(),
                        entry.instance().cluster(),
                        version,
                        caller::credential,
                        options.timeout(),
                        options.componentTimeout(),
                        options.dryRun(),
                        options.onFailure(),
                        options.ifRunning())
                .with(options.applying());
    }
}
