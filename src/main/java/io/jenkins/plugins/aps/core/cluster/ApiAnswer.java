package io.jenkins.plugins.aps.core.cluster;

/**
 * What the API server answered.
 *
 * @param code of HTTP
 * @param body as text; may hold a secret
 * @param retryAfterMillis what it asked us to wait; 0: nothing
 * @param afterLost whether the answer to an earlier try of the same request was lost, so that the request may have been
 *     carried out before
 */
record ApiAnswer(int code, String body, long retryAfterMillis, boolean afterLost) {
    boolean ok() {
        return code >= 200 && code < 300;
    }

    ApiAnswer lost(boolean lost) {
        return new ApiAnswer(code, body, retryAfterMillis, lost);
    }

    /** Never the body: it may be a Secret. */
    @Override
    public String toString() {
        return "HTTP " + code;
    }
}
