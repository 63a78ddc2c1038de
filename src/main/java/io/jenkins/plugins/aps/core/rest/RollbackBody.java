package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a client sends to roll back: {@code {"toVersion": 3}}, or nothing. */
final class RollbackBody {
    private static final String VERSION = "toVersion";

    private RollbackBody() {}

    /** 0: the last good version before the current one. */
    static int toVersion(JsonNode body) {
        var problems = new BodyProblems();
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals(VERSION)) {
                problems.unknown("", name, List.of(VERSION));
            }
        });
        var version = body.path(VERSION);
        if (!version.isMissingNode() && (!version.isInt() || version.intValue() < 1)) {
            problems.add(VERSION, "must be an application version: a whole number from 1 up");
        }
        problems.refuse();
        return version.asInt(0);
    }
}
