package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;

/** What a client sends to roll back: {@code {"toVersion": 3}}, or nothing. */
final class RollbackBody {
    private RollbackBody() {}

    /** 0: the last good version before the current one. */
    static int toVersion(JsonNode body) {
        var problems = new ArrayList<Problem>();
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("toVersion")) {
                problems.add(new Problem(name.length() > 60 ? name.substring(0, 60) : name, "is unknown here"));
            }
        });
        var version = body.path("toVersion");
        if (!version.isMissingNode() && (!version.isInt() || version.intValue() < 1)) {
            problems.add(new Problem("toVersion", "must be an application version: a whole number from 1 up"));
        }
        if (!problems.isEmpty()) {
            throw HttpError.invalid(problems);
        }
        return version.asInt(0);
    }
}
