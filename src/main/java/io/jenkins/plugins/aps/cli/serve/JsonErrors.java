package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.rest.RestApi;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server itself refuses, before anything of ours sees it, is told in the API's shape too. */
final class JsonErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var answer = RestApi.unreadable(response.getStatus());
        SecurityHeaders.ALL.forEach(response.getHeaders()::put);
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        var answer = RestApi.unreadable(status);
        answer.headers().forEach(fields::put);
        return ByteBuffer.wrap(answer.body());
    }
}
