package io.jenkins.plugins.aps.core.model;

import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for the base of applications' URLs. It is deployed, recorded and shown to everybody, so it must hold no secret;
 * and the Ingress serves applications from the root of its host, so it has no path.
 */
public final class GatewayUrl {
    private static final Pattern SHAPE = Pattern.compile(
            "(?i)(?<scheme>https?)://(?<authority>[^/?#\\s]+)(?<path>/[^?#\\s]*)?(?<query>\\?[^#\\s]*)?(?<fragment>#\\S*)?");

    private GatewayUrl() {}

    /** What is wrong with one, without a letter of it; empty: nothing, as with the empty string. */
    public static Optional<String> problem(String url) {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        var parts = SHAPE.matcher(url);
        if (!parts.matches() || host(parts.group("authority")).isEmpty()) {
            return Optional.of("is no http or https address of a host, as https://gateway.example.org");
        }
        var wrong = new ArrayList<String>();
        if (parts.group("authority").contains("@")) {
            wrong.add("holds a user or a password, which would be deployed and shown to everybody");
        }
        if (parts.group("path") != null && !parts.group("path").matches("/+")) {
            wrong.add("has a path, but applications are served from the root of the host");
        }
        if (parts.group("query") != null) {
            wrong.add("has a query ('?')");
        }
        if (parts.group("fragment") != null) {
            wrong.add("has a fragment ('#')");
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", and it ", wrong) + ": give only https://HOST or https://HOST:PORT");
    }

    /**
     * What of one may be deployed, recorded and shown: scheme, host and port. Settings and records hold what was taken when
     * the rules were fewer.
     *
     * @return the empty string for what is no address
     */
    public static String safe(String url) {
        var parts = SHAPE.matcher(url);
        return parts.matches() && !host(parts.group("authority")).isEmpty()
                ? parts.group("scheme") + "://" + host(parts.group("authority"))
                : "";
    }

    private static String host(String authority) {
        return authority.substring(authority.lastIndexOf('@') + 1);
    }
}
