package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;

/**
 * What the API server answered.
 *
 * @param code of HTTP
 * @param body as text; may hold a secret
 * @param retryAfterMillis what it asked us to wait; 0: nothing
 */
record ApiAnswer(int code, String body, long retryAfterMillis) {
    private static final ObjectMapper JSON = new ObjectMapper();

    boolean ok() {
        return code >= 200 && code < 300;
    }

    /** An object, field by field. */
    ObjectNode json() {
        try {
            return JSON.readValue(body, ObjectNode.class);
        } catch (JsonProcessingException e) {
            // Without its cause, which quotes what it could not read.
            throw new ApsException(
                            ErrorCode.UNREACHABLE,
                            "what answers at the cluster's address is no Kubernetes API server: it answered with something"
                                    + " else than an object")
                    .because(ErrorReason.NO_API_SERVER);
        }
    }

    /** Never the body: it may be a Secret. */
    @Override
    public String toString() {
        return "HTTP " + code;
    }
}
