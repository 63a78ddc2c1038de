package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of a request, in the order of its fields. Not safe for many threads. */
final class RequestProblems {
    private final List<Problem> found = new ArrayList<>();

    void add(String where, String message) {
        found.add(new Problem(Words.safe(where), Words.safe(message)));
    }

    boolean none() {
        return found.isEmpty();
    }

    /** @throws ApsException {@code invalidRequest} with all of them, if there are any */
    void refuse(String what) {
        if (found.isEmpty()) {
            return;
        }
        throw new ApsException(
                ErrorCode.INVALID_REQUEST,
                what + (found.size() == 1 ? ": " + found.get(0) : ": " + found.size() + " problems"),
                found);
    }
}
