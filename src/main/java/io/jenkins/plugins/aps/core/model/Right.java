package io.jenkins.plugins.aps.core.model;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may be allowed to do. */
public enum Right {
    VIEW("view", "see applications"),
    DEPLOY("deploy", "deploy applications"),
    UNDEPLOY("undeploy", "undeploy applications"),
    FORCE_UNDEPLOY("forceUndeploy", "undeploy applications by force");

    private final String json;
    private final String words;

    Right(String json, String words) {
        this.json = json;
        this.words = words;
    }

    /** As in configuration files. */
    public String json() {
        return json;
    }

    /** For sentences: <i>may not ...</i>. */
    public String words() {
        return words;
    }

    public static Optional<Right> of(String json) {
        return Arrays.stream(values()).filter(right -> right.json.equals(json)).findFirst();
    }
}
