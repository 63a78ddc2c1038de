package io.jenkins.plugins.aps.jenkins.dashboard;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.rest.Answer;
import io.jenkins.plugins.aps.core.rest.Limits;
import io.jenkins.plugins.aps.core.rest.QueryString;
import io.jenkins.plugins.aps.core.rest.Request;
import io.jenkins.plugins.aps.core.rest.RestApi;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.security.ApsAccess;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * {@code /aps/deployment-service}: Stapler around the API. Every endpoint asks {@link ApsAccess} first, and none changes
 * anything on GET; Jenkins itself asks for a crumb on POST, and a browser asks no other site for PUT or DELETE.
 */
public final class DeploymentService {
    private static final Limits LIMITS = Limits.DEFAULT;

    private final JenkinsFacade jenkins;
    private final RestApi api;

    DeploymentService(JenkinsFacade jenkins) {
        this.jenkins = jenkins;
        this.api = new RestApi(() -> new DoorVisit(jenkins.door().enter()), LIMITS, InstantSource.system());
    }

    /** Called by Stapler for everything below. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        write(response, answer(request));
    }

    private Answer answer(StaplerRequest2 request) throws IOException {
        var caller = new JenkinsCaller(jenkins, ApsAccess.current(jenkins), jenkins.caller());
        var rest = request.getOriginalRestOfPath();
        var uri = request.getRequestURI();
        var base = uri.endsWith(rest) ? uri.substring(0, uri.length() - rest.length()) : "";
        try {
            var query = request.getQueryString();
            return answer(
                    new Request(
                            request.getMethod(),
                            rest.startsWith("/") ? rest : "/" + rest,
                            query == null ? Map.of() : QueryString.parse(query),
                            headers(request),
                            base,
                            new byte[0],
                            caller),
                    request);
        } catch (ApsException e) {
            return RestApi.refusal(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RestApi.refusal(
                    new ApsException(ErrorCode.OUTCOME_UNKNOWN, "Jenkins stopped waiting for the answer", e));
        } catch (ExecutionException e) {
            throw new IllegalStateException("An answer never fails", e);
        }
    }

    /** What a request may not do, or asks of a place that isn't there, is told before its body is read. */
    private Answer answer(Request head, StaplerRequest2 request)
            throws IOException, ExecutionException, InterruptedException {
        var refusal = api.refusal(head);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        // Not more than is allowed, and one byte to see that there is more.
        var body = head.mayHaveBody() ? request.getInputStream().readNBytes(LIMITS.bodyBytes() + 1) : new byte[0];
        return body.length > LIMITS.bodyBytes()
                ? RestApi.tooLarge(LIMITS.bodyBytes())
                : api.answer(head.with(body)).get();
    }

    private static Map<String, String> headers(StaplerRequest2 request) {
        var headers = new HashMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.put(name, String.join(",", Collections.list(request.getHeaders(name))));
        }
        return headers;
    }

    private static void write(StaplerResponse2 response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(answer.body());
    }
}
