package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.Interceptor;

/**
 * As whom a kubeconfig wants its requests to be carried out, instead of as who sends them. Source: Kubernetes, "User
 * impersonation".
 */
final class Impersonation {
    private static final String EXTRA = "Impersonate-Extra-";

    private final Headers headers;

    private Impersonation(Headers headers) {
        this.headers = headers;
    }

    /** Of nobody: requests are those of who sends them. */
    static Impersonation none() {
        return new Impersonation(new Headers.Builder().build());
    }

    /** @param user of a kubeconfig */
    static Impersonation of(JsonNode user) {
        var headers = new Headers.Builder();
        text(user, "as").forEach(each -> headers.addUnsafeNonAscii("Impersonate-User", each));
        text(user, "as-uid").forEach(each -> headers.addUnsafeNonAscii("Impersonate-Uid", each));
        text(user, "as-groups").forEach(each -> headers.addUnsafeNonAscii("Impersonate-Group", each));
        user.path("as-user-extra").fields().forEachRemaining(extra -> values(extra)
                .forEach(each -> headers.addUnsafeNonAscii(
                        EXTRA + URLEncoder.encode(extra.getKey(), StandardCharsets.UTF_8), each)));
        return new Impersonation(headers.build());
    }

    private static List<String> text(JsonNode user, String field) {
        return values(Map.entry(field, user.path(field)));
    }

    private static List<String> values(Map.Entry<String, JsonNode> field) {
        var values = new ArrayList<String>();
        if (field.getValue().isArray()) {
            field.getValue().forEach(each -> values.add(each.asText()));
        } else if (!field.getValue().asText("").isEmpty()) {
            values.add(field.getValue().asText());
        }
        return values;
    }

    /** What is wrong with it: whoever names only a group, an id or more would be taken for somebody else. */
    static boolean lacksUser(JsonNode user) {
        return text(user, "as").isEmpty() && !of(user).isNone();
    }

    /** Whether any of it holds a character that could end a header and begin another. */
    static boolean hasControls(JsonNode user) {
        var headers = of(user).headers;
        return headers.names().stream()
                .flatMap(name -> headers.values(name).stream())
                .anyMatch(value -> value.chars().anyMatch(Character::isISOControl));
    }

    boolean isNone() {
        return headers.size() == 0;
    }

    /** Adds it to each request. */
    Interceptor interceptor() {
        return chain -> {
            var all = chain.request().headers().newBuilder();
            for (int i = 0; i < headers.size(); i++) {
                // Names of people are in whatever script; a line break was refused.
                all.addUnsafeNonAscii(headers.name(i), headers.value(i));
            }
            return chain.proceed(
                    chain.request().newBuilder().headers(all.build()).build());
        };
    }

    @Override
    public String toString() {
        return headers.toString();
    }
}
