package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OperationRequest;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Begins operations. A request is answered when it is known that its operation goes on (as it is planned, or waits for
 * another), or why it can't; it goes on behind, and holds the core that it was begun with until it ends.
 */
final class Beginning {
    private final Supplier<Core> core;
    private final Operations operations;

    Beginning(Supplier<Core> core, Operations operations) {
        this.core = core;
        this.operations = operations;
    }

    Core enter() {
        return core.get();
    }

    /**
     * Nothing begins but through here, so that nothing begins without the rights that it needs.
     *
     * @param dryRun whether it only plans: its end is waited for then, not the decision
     * @param begin begins it
     * @param told what it results in, as a map
     */
    <T> Reply begin(
            Call call,
            OperationRequest request,
            OperationType type,
            boolean dryRun,
            BiFunction<Core, Begun, Operation<T>> begin,
            Function<T, Object> told) {
        call.require(AuthorizationPolicy.of(request));
        var entered = core.get();
        Begun begun;
        CompletableFuture<T> result;
        try {
            begun = new Begun(
                    request.operationId(),
                    type.json(),
                    request.application(),
                    request.cluster(),
                    request.by(),
                    dryRun,
                    operations.clock());
            // Refused at once, it never was an operation.
            result = begin.apply(entered, begun).result();
        } catch (RuntimeException e) {
            entered.close();
            throw e;
        }
        operations.add(begun);
        var shown = result.handle((value, error) -> ShownEffect.of(entered.aps().readModel(), begun, error != null))
                .thenCompose(Function.identity());
        var ended = shown.handle((nothing, unseen) -> result.handle((value, error) -> {
                    entered.close();
                    if (error == null) {
                        begun.succeeded(told.apply(value));
                    } else {
                        begun.failed(
                                error instanceof CompletionException && error.getCause() != null
                                        ? error.getCause()
                                        : error);
                    }
                    return null;
                }))
                .thenCompose(Function.identity());
        var known = dryRun ? ended.thenCompose(nothing -> begun.decided()) : begun.decided();
        return new Reply(known.copy()
                .completeOnTimeout(null, call.limits().decision().toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(nothing -> accepted(call, begun)));
    }

    /** A deployment of what was sent: a first one, or an upgrade. */
    Reply deploy(Call call, DeployBody body, WriteOptions options, String name, OperationType type) {
        var snapshot = snapshot();
        ReleaseChoice.complete(body.descriptor(), snapshot);
        var cluster = options.cluster(snapshot);
        var request = new DeployRequest(
                        UUID.randomUUID().toString(),
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
                        options.ifRunning())
                .with(options.applying());
        return begin(
                call,
                request,
                type,
                options.dryRun(),
                (entered, begun) -> entered.aps().deploy(request, begun),
                InstanceMap::of);
    }

    Snapshot snapshot() {
        try (var entered = core.get()) {
            return entered.aps().readModel().snapshot();
        }
    }

    /** A name that a new application may have: valid, and not taken. Whether it is taken is no secret. */
    void checkFree(String name, String cluster) {
        if (name.isEmpty()) {
            throw HttpError.invalid("name", "is missing: say what the application is to be called");
        }
        ApplicationName.problem(name).ifPresent(problem -> {
            throw HttpError.invalid("name", problem);
        });
        if (Sight.look(snapshot(), name, cluster)
                .filter(entry -> entry.instance().status() != Status.NOT_DEPLOYED)
                .isPresent()) {
            throw new ApsException(
                            ErrorCode.CONFLICT,
                            "There is an application " + name + " already: PUT upgrades it, another name makes another")
                    .of(name, "");
        }
    }

    private static Answer accepted(Call call, Begun begun) {
        var map = begun.brief();
        begun.tellEnd(map);
        // Clients of the platform take an undeployment for accepted when its answer has nothing in it.
        var empty = call.request().method().equals("DELETE") && !begun.dryRun();
        var body = empty ? Map.of() : Envelope.entry(map);
        return Answer.json(202, body)
                .with("Location", call.request().base() + "/v1/operations/" + begun.id())
                .with("Aps-Operation", begun.id());
    }
}
