package io.jenkins.plugins.aps.core.view;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** An error as a map. Causes are not told: they are for logs. */
public final class ErrorMap {
    private ErrorMap() {}

    public static LinkedHashMap<String, Object> of(ApsException error) {
        return ViewMap.of(
                "code", error.code().code(),
                "message", ViewMap.text(error.getMessage()),
                "details", details(error.problems()),
                "application", error.application(),
                "operation", error.operation());
    }

    static ArrayList<Object> details(List<Problem> problems) {
        return ViewMap.list(problems, problem -> ViewMap.of("where", problem.where(), "message", problem.message()));
    }
}
