package io.jenkins.plugins.aps.jenkins.dashboard;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** A request as Stapler hands it over, and what was answered; what isn't played here fails. */
final class StaplerCall {
    final Map<String, String> headers = new HashMap<>();
    final Map<String, String> answered = new TreeMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String method;
    private final String rest;
    private final String query;
    private final byte[] body;
    int status;
    /** Whether its body was asked for. */
    boolean read;

    /** @param path below the API, with its query */
    StaplerCall(String method, String path, String body) {
        var parts = path.split("\\?", 2);
        this.method = method;
        this.rest = parts[0];
        this.query = parts.length > 1 ? parts[1] : null;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    StaplerCall to(DeploymentService api) throws Exception {
        api.doDynamic(request(), response());
        return this;
    }

    private StaplerRequest2 request() {
        return (StaplerRequest2) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StaplerRequest2.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getOriginalRestOfPath" -> rest;
                    case "getRequestURI" -> "/jenkins/aps/deployment-service" + rest;
                    case "getQueryString" -> query;
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getHeaders" -> Collections.enumeration(List.of(headers.get((String) arguments[0])));
                    case "getInputStream" -> {
                        read = true;
                        yield in();
                    }
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private StaplerResponse2 response() {
        return (StaplerResponse2) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StaplerResponse2.class}, (proxy, called, arguments) -> {
                    switch (called.getName()) {
                        case "setStatus" -> status = (Integer) arguments[0];
                        case "setHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
                        case "getOutputStream" -> {
                            return out();
                        }
                        default -> throw new UnsupportedOperationException(called.getName());
                    }
                    return null;
                });
    }

    private ServletInputStream in() {
        var bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read() {
                return bytes.read();
            }
        };
    }

    private ServletOutputStream out() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int one) {
                out.write(one);
            }
        };
    }
}
