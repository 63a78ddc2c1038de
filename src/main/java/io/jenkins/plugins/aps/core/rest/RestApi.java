package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.view.ErrorMap;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Where requests come in. One for a process: it remembers the operations that were begun through it. Safe for many
 * threads; answers of reads are made from memory, what changes something goes on behind after it has been answered.
 */
public final class RestApi {
    /** Where the API is below a host's root. */
    public static final String BASE = "/deployment-service";

    private static final String HEALTH = "/actuator/health";
    private final Supplier<Core> core;
    private final Router router;

    /**
     * @param core entered for each request
     * @param limits of requests
     * @param clock the time
     */
    public RestApi(Supplier<Core> core, Limits limits, InstantSource clock) {
        this.core = core;
        var operations = new Operations(limits, clock);
        var routes = new ArrayList<Route>();
        routes.add(new Route("GET", "/openapi.yaml", Requirement.READING, new Specification()::yaml));
        // Before those of one application, whose names could be the same.
        routes.addAll(new RuntimeRoutes(core).routes());
        routes.addAll(new ApplicationRoutes(core, operations).routes());
        routes.addAll(new ReleaseRoutes(core).routes());
        routes.addAll(new OptionsRoutes(core).routes());
        var beginning = new Beginning(core, operations);
        routes.addAll(new DeploymentRoutes(beginning).routes());
        routes.addAll(new AdoptionRoutes(core).routes());
        routes.addAll(new DescriptorRoutes(core).routes());
        routes.addAll(new StoredDeploymentRoutes(beginning).routes());
        routes.addAll(new OperationRoutes(core, operations).routes());
        router = new Router(routes, limits);
    }

    /**
     * What is answered to a request whatever its body is, above all that there is nothing at its path, or not for who asks. A
     * host asks this before it reads a body.
     *
     * @param head the request with an empty body
     */
    public Optional<Answer> refusal(Request head) {
        return head.path().equals(HEALTH) ? Optional.of(healthAnswer(head)) : router.refusal(head);
    }

    /** Never fails: what goes wrong is an answer too. */
    public CompletableFuture<Answer> answer(Request request) {
        if (request.path().equals(HEALTH)) {
            return CompletableFuture.completedFuture(healthAnswer(request));
        }
        return router.answer(request);
    }

    private static Answer healthAnswer(Request request) {
        return request.method().equals("GET")
                ? health()
                : HttpError.methodNotAllowed(request.method(), "GET").answer();
    }

    List<Route> routes() {
        return router.routes();
    }

    /** Whether the process lives: for whoever asks, as it tells nothing else. */
    public static Answer health() {
        return Answer.json(200, Map.of("status", "UP"));
    }

    /**
     * Whether the process can answer for what is configured: 200, or 503 until all of it was read once.
     *
     * @param detailed whether clusters and repositories are named, which tells where they are
     */
    public Answer readiness(boolean detailed) {
        return HealthAnswer.readiness(snapshot(), detailed);
    }

    /** {@link #health} with all that there is to know; as it tells whether the process lives, its status is always 200. */
    public Answer healthComponents(boolean detailed) {
        return HealthAnswer.all(snapshot(), detailed);
    }

    private Snapshot snapshot() {
        try (var entered = core.get()) {
            return entered.aps().readModel().snapshot();
        }
    }

    /** What a host answers by itself that lets nobody in. */
    public static Answer refusal(ApsException error) {
        return HttpError.answer(error);
    }

    /** What a host answers that was asked to change a page of its own. */
    public static Answer readOnly(String method) {
        return HttpError.methodNotAllowed(method, "GET, HEAD").answer();
    }

    /** What a host answers that stopped reading a body. */
    public static Answer tooLarge(long limit) {
        return HttpError.tooLarge(limit).answer().with("Connection", "close");
    }

    /** What a host answers that has no memory for one more body just now. */
    public static Answer busy() {
        return Answer.json(
                        503,
                        ErrorMap.of(new ApsException(
                                ErrorCode.UNREACHABLE, "Too many large requests at once: send it again in a moment")))
                .with("Retry-After", "5")
                .with("Connection", "close");
    }

    /** What a host answers that doesn't wait for a body any longer. */
    public static Answer tooSlow(Duration limit) {
        return error(408, "The body took longer than " + limit.toSeconds() + " seconds to arrive")
                .with("Connection", "close");
    }

    /** What a host answers where there is no request that could be understood. */
    public static Answer unreadable(int status) {
        return status >= 500
                ? Answer.json(status, ErrorMap.of(new ApsException(ErrorCode.INTERNAL, "A defect; the log tells more")))
                : error(status, "The request can't be understood as HTTP");
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, ErrorMap.of(new ApsException(ErrorCode.INVALID_REQUEST, message)));
    }
}
