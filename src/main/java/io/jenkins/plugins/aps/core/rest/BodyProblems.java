package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.UnknownName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is wrong with a request. Of a body that is full of mistakes no more is told than somebody would read. */
final class BodyProblems {
    private static final int TOLD = 100;

    private final List<Problem> found = new ArrayList<>();
    private int more;

    void add(String where, String message) {
        if (found.size() < TOLD) {
            found.add(new Problem(where, message));
        } else {
            more++;
        }
    }

    /** @param where what stands before the name, with its dot; may be empty */
    void unknown(String where, String name, Collection<String> known) {
        if (found.size() < TOLD) {
            add(where + UnknownName.shown(name), UnknownName.problem(name, known));
        } else {
            more++;
        }
    }

    /** @throws ApsException {@code invalidRequest}, if there are any */
    void refuse() {
        if (found.isEmpty()) {
            return;
        }
        throw new ApsException(
                ErrorCode.INVALID_REQUEST,
                found.size() == 1
                        ? "The request can't be carried out: " + found.get(0)
                        : found.size() + more + " things keep the request from being carried out"
                                + (more == 0 ? "" : "; the first " + TOLD + " are told"),
                found);
    }
}
