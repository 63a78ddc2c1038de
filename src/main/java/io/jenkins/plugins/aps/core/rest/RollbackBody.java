package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.UnknownName;
import java.util.ArrayList;
import java.util.List;

/** What a client sends to roll back: {@code {"toVersion": 3}}, or nothing. */
final class RollbackBody {
    private static final String VERSION = "toVersion";

    private RollbackBody() {}

    /** 0: the last good version before the current one. */
    static int toVersion(JsonNode body) {
        var problems = new ArrayList<Problem>();
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals(VERSION)) {
                problems.add(new Problem(UnknownName.shown(name), UnknownName.problem(name, List.of(VERSION))));
            }
        });
        var version = body.path(VERSION);
        if (!version.isMissingNode() && (!version.isInt() || version.intValue() < 1)) {
            problems.add(new Problem(VERSION, "must be an application version: a whole number from 1 up"));
        }
        if (!problems.isEmpty()) {
            throw HttpError.invalid(problems);
        }
        return version.asInt(0);
    }
}
