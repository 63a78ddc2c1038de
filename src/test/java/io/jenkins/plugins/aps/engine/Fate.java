package io.jenkins.plugins.aps.engine;

import java.nio.charset.StandardCharsets;

/** What becomes of a request at a {@link Proxy}. */
sealed interface Fate {
    Fate PASS = new Pass();
    Fate CUT = new Cut();
    Fate LOSE = new Lose();

    /** It arrives, and so does its answer. */
    record Pass() implements Fate {}

    /** The connection ends before it arrives. */
    record Cut() implements Fate {}

    /** It arrives, and the connection ends before its answer does. */
    record Lose() implements Fate {}

    /**
     * It does not arrive: the proxy answers, as an API server does or what stands before one.
     *
     * @param retryAfter seconds; 0: not said
     */
    record Answer(int code, String reason, String message, int retryAfter) implements Fate {
        byte[] bytes() {
            var body =
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                            + message + "\",\"reason\":\"" + reason + "\",\"code\":" + code + "}";
            return ("HTTP/1.1 " + code + " " + reason + "\r\nContent-Type: application/json\r\n"
                            + (retryAfter > 0 ? "Retry-After: " + retryAfter + "\r\n" : "") + "Content-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
