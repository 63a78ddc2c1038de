package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import io.jenkins.plugins.aps.core.view.Snapshot;
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
                new Route("POST", "/v1/applications", this::deploy),
                new Route("PUT", "/v1/applications/{id}", this::upgrade),
                new Route("DELETE", "/v1/applications/{id}", this::undeploy),
                new Route("POST", "/v1/applications/{id}/rollback", this::rollback),
                new Route("POST", "/v1/applications/{id}/redeploy", this::redeploy));
    }

    Reply deploy(Call call) {
        call.require(Right.DEPLOY);
        var options = WriteOptions.of(call.query());
        call.query().check();
        var body = DeployBody.of(call.object(), call.caller());
        var snapshot = snapshot();
        var name = body.text("name");
        checkName(name);
        // Whoever asks: that a name is taken is no secret, and this one could not be deployed all the same.
        if (Sight.look(snapshot, name, cluster(snapshot, options))
                .filter(entry -> entry.instance().status() != Status.NOT_DEPLOYED)
                .isPresent()) {
            throw new ApsException(
                            ErrorCode.CONFLICT,
                            "There is an application " + name + " already: PUT upgrades it, another name makes another")
                    .of(name, "");
        }
        return begin(call, body, options, name, OperationType.DEPLOY);
    }

    Reply upgrade(Call call) {
        call.require(Right.DEPLOY);
        var options = WriteOptions.of(call.query());
        call.query().check();
        var body = DeployBody.of(call.object(), call.caller());
        var name = call.path("id");
        if (!body.text("name").isEmpty() && !body.text("name").equals(name)) {
            throw HttpError.invalid("name", "must be that of the path: an application keeps its name");
        }
        var current = Sight.find(snapshot(), name, options.cluster(), call.caller());
        var descriptor = body.descriptor();
        descriptor.put("name", name);
        if (!descriptor.has("security")) {
            descriptor.set(
                    "security",
                    Trees.of(DescriptorJson.security(current.instance().access())));
        }
        return begin(call, body, options, name, OperationType.UPGRADE);
    }

    Reply undeploy(Call call) {
        call.requireAny(Right.UNDEPLOY, Right.FORCE_UNDEPLOY);
        var query = call.query();
        var foreign = query.flag("removeForeignFinalizers", false);
        var force = query.flag("force", false) || foreign;
        var cluster = query.text("cluster");
        var timeout = Duration.ofMinutes(query.number("timeoutMinutes", 10, 1, 24 * 60));
        query.check();
        call.require(force ? Right.FORCE_UNDEPLOY : Right.UNDEPLOY);
        var entry = Sight.find(snapshot(), call.path("id"), cluster, call.caller());
        var id = UUID.randomUUID().toString();
        var request = new UndeployRequest(
                id, call.caller().name(), "", entry.name(), entry.instance().cluster(), force, foreign, timeout);
        return beginning.begin(
                call,
                id,
                force ? OperationType.FORCE_UNDEPLOY : OperationType.UNDEPLOY,
                entry.name(),
                entry.instance().cluster(),
                false,
                (core, begun) -> core.aps().undeploy(request, begun),
                UndeployMap::of);
    }

    Reply rollback(Call call) {
        call.require(Right.DEPLOY);
        var options = WriteOptions.of(call.query());
        call.query().check();
        var version = RollbackBody.toVersion(call.objectOrNothing());
        var request = versionRequest(call, options, version);
        return beginning.begin(
                call,
                request.operationId(),
                OperationType.ROLLBACK,
                request.application(),
                request.cluster(),
                options.dryRun(),
                (core, begun) -> core.aps().rollback(request, begun),
                InstanceMap::of);
    }

    Reply redeploy(Call call) {
        call.require(Right.DEPLOY);
        var options = WriteOptions.of(call.query());
        call.query().check();
        var request = versionRequest(call, options, 0);
        return beginning.begin(
                call,
                request.operationId(),
                OperationType.REDEPLOY,
                request.application(),
                request.cluster(),
                options.dryRun(),
                (core, begun) -> core.aps().redeploy(request, begun),
                InstanceMap::of);
    }

    private VersionRequest versionRequest(Call call, WriteOptions options, int version) {
        var entry = Sight.find(snapshot(), call.path("id"), options.cluster(), call.caller());
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
                options.ifRunning());
    }

    private Reply begin(Call call, DeployBody body, WriteOptions options, String name, OperationType type) {
        var snapshot = snapshot();
        ReleaseChoice.complete(body.descriptor(), snapshot);
        var cluster = cluster(snapshot, options);
        var id = UUID.randomUUID().toString();
        var request = new DeployRequest(
                id,
                call.caller().name(),
                "",
                name,
                cluster,
                "",
                "",
                "",
                body.descriptor().toString(),
                Access.NONE,
                body.connectors(),
                options.timeout(),
                options.componentTimeout(),
                options.dryRun(),
                options.onFailure(),
                options.ifRunning());
        return beginning.<Instance>begin(
                call,
                id,
                type,
                name,
                cluster,
                options.dryRun(),
                (core, begun) -> core.aps().deploy(request, begun),
                InstanceMap::of);
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw HttpError.invalid("name", "is missing: say what the application is to be called");
        }
        ApplicationName.problem(name).ifPresent(problem -> {
            throw HttpError.invalid("name", problem);
        });
    }

    /** What is meant by none is the first. */
    private static String cluster(Snapshot snapshot, WriteOptions options) {
        return options.cluster().isEmpty()
                ? snapshot.cluster("").map(view -> view.name()).orElse("")
                : options.cluster();
    }

    private Snapshot snapshot() {
        try (var entered = beginning.core().get()) {
            return entered.aps().readModel().snapshot();
        }
    }
}
