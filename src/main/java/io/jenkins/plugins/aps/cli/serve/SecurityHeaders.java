package io.jenkins.plugins.aps.cli.serve;

import java.util.Map;

/** What every answer tells a browser. */
final class SecurityHeaders {
    /** As in docs/architecture.md, section 5: no script or style that isn't a file of ours. */
    static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "SAMEORIGIN",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}
}
