package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Finds the endpoint of a request, and turns what goes wrong into an answer. */
final class Router {
    private static final Logger LOG = Logger.getLogger(Router.class.getName());

    /** Of two templates that match the first is meant. */
    private final List<Route> routes;

    private final Map<String, List<Route>> byTemplate;

    private final Limits limits;

    Router(List<Route> routes, Limits limits) {
        this.routes = List.copyOf(routes);
        this.byTemplate = routes.stream().collect(Collectors.groupingBy(Route::template));
        this.limits = limits;
    }

    List<Route> routes() {
        return routes;
    }

    /** Never fails: what goes wrong is an answer too. */
    CompletableFuture<Answer> answer(Request request) {
        try {
            var found = find(request);
            if (request.body().length > limits.bodyBytes()) {
                throw HttpError.tooLarge(limits.bodyBytes());
            }
            return found.answer().exceptionally(error -> failure(request, error));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failure(request, e));
        }
    }

    /** What is answered without the body being read: there is nothing there, or nothing for who asks. */
    Optional<Answer> refusal(Request head) {
        try {
            find(head);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(failure(head, e));
        }
    }

    private Found find(Request request) {
        var segments = Arrays.stream(request.path().substring(1).split("/", -1))
                .map(Router::decoded)
                .toList();
        var there = at(segments);
        for (var route : there) {
            if (route.method().equals(request.method())) {
                var call = new Call(request, route.match(segments).orElseThrow(), limits);
                route.requirement().check(call);
                return new Found(route.endpoint(), call);
            }
        }
        throw HttpError.methodNotAllowed(
                request.method(), there.stream().map(Route::method).sorted().collect(Collectors.joining(", ")));
    }

    /** An endpoint, and a call that may be made of it. */
    private record Found(Endpoint endpoint, Call call) {
        CompletableFuture<Answer> answer() {
            return endpoint.answer(call).answer();
        }
    }

    /** All methods of one path. */
    private List<Route> at(List<String> segments) {
        for (var route : routes) {
            if (route.match(segments).isPresent()) {
                return byTemplate.get(route.template());
            }
        }
        throw new ApsException(ErrorCode.NOT_FOUND, "There is nothing at this path; openapi.yaml tells what there is");
    }

    private static String decoded(String segment) {
        try {
            // A plus is a plus in a path.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw HttpError.invalid("path", "a '%' in it is not followed by two hexadecimal digits");
        }
    }

    private static Answer failure(Request request, Throwable thrown) {
        var error = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (error instanceof HttpError known) {
            return known.answer();
        }
        if (error instanceof ApsException known) {
            return HttpError.answer(known);
        }
        LOG.log(Level.SEVERE, error, () -> "A defect while answering " + request.method() + " " + request.path());
        return HttpError.answer(new ApsException(
                ErrorCode.INTERNAL, "A defect: " + error.getClass().getSimpleName() + "; the log tells more"));
    }
}
