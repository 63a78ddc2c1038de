package io.jenkins.plugins.aps.core.model;

/** How an operation ended. */
public enum Verdict {
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    /** It failed, and the last good version runs again. */
    ROLLED_BACK("rolledBack"),
    /** Another operation took its place. */
    SUPERSEDED("superseded"),
    /** A person stopped it. */
    ABORTED("aborted"),
    /** Its outcome could not be learned. */
    UNKNOWN("unknown");

    private final String json;

    Verdict(String json) {
        this.json = json;
    }

    public String json() {
        return json;
    }
}
