package io.jenkins.plugins.aps.core.cluster;

/**
 * What the API server answered.
 *
 * @param code of HTTP
 * @param body as text; may hold a secret
 * @param retryAfterMillis what it asked us to wait; 0: nothing
 */
record ApiAnswer(int code, String body, long retryAfterMillis) {
    boolean ok() {
        return code >= 200 && code < 300;
    }

    /** Never the body: it may be a Secret. */
    @Override
    public String toString() {
        return "HTTP " + code;
    }
}
