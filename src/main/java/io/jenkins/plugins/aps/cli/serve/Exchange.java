package io.jenkins.plugins.aps.cli.serve;

import io.javalin.http.Context;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.rest.Answer;
import io.jenkins.plugins.aps.core.rest.Caller;
import io.jenkins.plugins.aps.core.rest.QueryString;
import io.jenkins.plugins.aps.core.rest.Request;
import io.jenkins.plugins.aps.core.rest.RestApi;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** One request and its answer: from HTTP to the API and back. */
final class Exchange {
    private static final String HEALTH = "/health";
    private static final String CALLER = "aps.caller";
    private static final Pattern NOT_SHOWN = Pattern.compile("[^\\x21-\\x7e]");
    /** Unless it is said that it is not wanted. */
    private static final Pattern TAKES_GZIP = Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");
    /** Bytes; less than a packet is not worth it. */
    private static final int LEAST_PACKED = 1_500;

    private static final byte[] NOTHING = {};

    private final Dashboard dashboard = new Dashboard();
    private final RestApi api;
    private final Gate gate;
    private final Callers callers;
    private final ServeSettings settings;
    private final Consumer<String> log;
    private final BodyBudget bodies;
    private final BodyBudget answers = BodyBudget.ofAnswers();

    Exchange(RestApi api, Gate gate, Callers callers, ServeSettings settings, Consumer<String> log) {
        this.api = api;
        this.gate = gate;
        this.callers = callers;
        this.settings = settings;
        this.log = log;
        this.bodies = BodyBudget.of(settings.limits().bodyBytes());
    }

    void handle(Context context) {
        SecurityHeaders.ALL.forEach(context::header);
        var path = context.req().getRequestURI();
        if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            // Before the gate: whoever looks whether a pod lives asks by its address.
            write(context, health(context, path.substring(HEALTH.length())));
            return;
        }
        var dashboards = dashboard.has(path);
        try {
            if (dashboards) {
                gate.checkHost(header(context, "Host"));
            } else {
                gate.check(header(context, "Host"), header(context, "Origin"), header(context, "Sec-Fetch-Site"));
            }
        } catch (ApsException e) {
            write(context, RestApi.refusal(e));
            return;
        }
        if (dashboards) {
            write(
                    context,
                    dashboard.answer(
                            context.req().getMethod(),
                            path,
                            header(context, "Accept-Language"),
                            header(context, "If-None-Match")));
            return;
        }
        if (!path.startsWith(RestApi.BASE + "/")) {
            write(context, RestApi.refusal(new ApsException(ErrorCode.NOT_FOUND, "There is nothing at this path")));
            return;
        }
        var caller = callers.of(header(context, "Authorization"));
        context.attribute(CALLER, caller);
        try {
            answer(context, request(context, path, caller));
        } catch (ApsException e) {
            write(context, RestApi.refusal(e));
        }
    }

    /** What a request may not do, or asks of a place that isn't there, is told before its body is read. */
    private void answer(Context context, Request head) {
        var refusal = api.refusal(head);
        if (refusal.isPresent()) {
            write(context, refusal.get());
        } else if (!head.mayHaveBody() || !hasBody(context)) {
            write(context, api.answer(head));
        } else if (context.req().getContentLengthLong() > settings.limits().bodyBytes()) {
            write(context, RestApi.tooLarge(settings.limits().bodyBytes()));
        } else {
            context.future(() -> {
                var body = new BodyReader(input(context), settings.limits().bodyBytes(), bodies);
                return body(context, body)
                        .thenCompose(bytes -> api.answer(head.with(bytes)))
                        .exceptionally(this::failure)
                        .whenComplete((answer, error) -> body.close())
                        .thenCompose(answer -> send(context, answer));
            });
        }
    }

    private Answer health(Context context, String group) {
        return switch (group) {
            case "" -> api.healthComponents(mayView(context));
            case "/liveness" -> RestApi.health();
            case "/readiness" -> api.readiness(mayView(context));
            default -> RestApi.refusal(new ApsException(ErrorCode.NOT_FOUND, "There is nothing at this path"));
        };
    }

    /** Reasons name addresses: they are for who may see the lists, and for no page of another place. */
    private boolean mayView(Context context) {
        try {
            gate.check(header(context, "Host"), header(context, "Origin"), header(context, "Sec-Fetch-Site"));
        } catch (ApsException e) {
            return false;
        }
        return callers.of(header(context, "Authorization")).may(Right.VIEW);
    }

    private static boolean hasBody(Context context) {
        return context.req().getContentLengthLong() > 0 || context.req().getHeader("Transfer-Encoding") != null;
    }

    private CompletableFuture<byte[]> body(Context context, BodyReader reader) {
        var client = ConnectionLimiter.client(context.req());
        client.isWaitedFor(settings.limits().bodyBytes());
        return reader.read()
                .orTimeout(settings.bodyTime().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((body, error) -> client.isAnswered());
    }

    private static ServletInputStream input(Context context) {
        try {
            return context.req().getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(Context context, String path, Caller caller) {
        return new Request(
                context.req().getMethod(),
                path.substring(RestApi.BASE.length()),
                query(context),
                headers(context),
                RestApi.BASE,
                NOTHING,
                caller);
    }

    private static Map<String, List<String>> query(Context context) {
        var query = context.req().getQueryString();
        return query == null ? Map.of() : QueryString.parse(query);
    }

    private static Map<String, String> headers(Context context) {
        var headers = new HashMap<String, String>();
        for (var names = context.req().getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            headers.put(
                    name,
                    String.join(",", java.util.Collections.list(context.req().getHeaders(name))));
        }
        return headers;
    }

    private Answer failure(Throwable thrown) {
        var error = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (error instanceof TimeoutException) {
            return RestApi.tooSlow(settings.bodyTime());
        }
        if (error instanceof BodyReader.NoRoom) {
            return RestApi.busy();
        }
        if (error instanceof ApsException known) {
            return RestApi.refusal(known);
        }
        // The body ended before its announced length, or its framing is wrong.
        return RestApi.refusal(
                new ApsException(ErrorCode.INVALID_REQUEST, "The body did not arrive as announced", error));
    }

    private void write(Context context, Answer answer) {
        write(context, CompletableFuture.completedFuture(answer));
    }

    private void write(Context context, CompletableFuture<Answer> answer) {
        context.future(() -> answer.thenCompose(done -> send(context, done)));
    }

    /** As the client takes it: a thread waits for nobody. What nobody takes is held by so many only. */
    private CompletableFuture<Void> send(Context context, Answer answer) {
        var bytes = answer.body().length;
        if (bytes < LEAST_PACKED) {
            return sent(context, answer);
        }
        if (!answers.take(bytes)) {
            return sent(context, RestApi.busy());
        }
        return sent(context, answer).whenComplete((done, error) -> answers.giveBack(bytes));
    }

    private static CompletableFuture<Void> sent(Context context, Answer answer) {
        context.status(answer.status());
        answer.headers().forEach(context::header);
        if (answer.body().length == 0) {
            return CompletableFuture.completedFuture(null);
        }
        var body = answer.body();
        if (body.length >= LEAST_PACKED) {
            context.res().addHeader("Vary", "Accept-Encoding");
            if (TAKES_GZIP.matcher(header(context, "Accept-Encoding")).find()) {
                context.header("Content-Encoding", "gzip");
                body = packed(body);
            }
        }
        ConnectionLimiter.client(context.req()).isWaitedFor(body.length);
        return AnswerWriter.write(context.res(), body);
    }

    private static byte[] packed(byte[] body) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String header(Context context, String name) {
        var value = context.req().getHeader(name);
        return value == null ? "" : value;
    }

    /** Who, what, how it went and how long it took: no query, header or body, which may hold what nobody should read. */
    void log(Context context, Float millis) {
        var caller = context.<Caller>attribute(CALLER);
        log.accept("%s %s %s %d %d ms"
                .formatted(
                        caller == null || caller.name().isEmpty() ? "-" : caller.name(),
                        context.req().getMethod(),
                        NOT_SHOWN.matcher(context.req().getRequestURI()).replaceAll("?"),
                        context.res().getStatus(),
                        Math.round(millis)));
    }
}
