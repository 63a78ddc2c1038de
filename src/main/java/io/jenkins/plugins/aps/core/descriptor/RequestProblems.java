package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the problems of a request, in the order of its fields. Not safe for many threads. */
final class RequestProblems {
    /** Who sends more has not mistyped something: they are counted. */
    private static final int TOLD = 100;

    private final List<Problem> found = new ArrayList<>();
    private int more;

    void add(String where, String message) {
        add(where, () -> message);
    }

    /** @param message made only where it is told */
    void add(String where, Supplier<String> message) {
        if (found.size() < TOLD) {
            found.add(new Problem(Words.safe(where), Words.safe(message.get())));
        } else {
            more++;
        }
    }

    /** All that are told. */
    List<Problem> found() {
        return List.copyOf(found);
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
                what
                        + (found.size() == 1 ? ": " + found.get(0) : ": " + (found.size() + more) + " problems")
                        + (more == 0 ? "" : ", of which the first " + TOLD + " are told"),
                found);
    }
}
