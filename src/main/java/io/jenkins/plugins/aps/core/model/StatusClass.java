package io.jenkins.plugins.aps.core.model;

/** What a status means for what may be done next. */
public enum StatusClass {
    /** Something is being done; the status will change by itself. */
    IN_PROGRESS("inProgress"),
    /** All is well. */
    RUNNING("running"),
    /** The last operation ended badly, and the application does not run. */
    FAILED("failed"),
    /** The last operation ended well, and since then something does not run. */
    DEGRADED("degraded"),
    /** There is no such application. */
    NONE("none");

    private final String json;

    StatusClass(String json) {
        this.json = json;
    }

    public String json() {
        return json;
    }
}
