package io.jenkins.plugins.aps.core.model;

/** What an operation does. */
public enum OperationType {
    DEPLOY("deploy"),
    UPGRADE("upgrade"),
    ROLLBACK("rollback"),
    REDEPLOY("redeploy"),
    UNDEPLOY("undeploy"),
    FORCE_UNDEPLOY("forceUndeploy");

    private final String json;

    OperationType(String json) {
        this.json = json;
    }

    public String json() {
        return json;
    }

    /** Whether it is about a version of the application: it makes one, or keeps the one that is there. */
    public boolean makesVersion() {
        return !isRemoval();
    }

    /** Whether it takes the application away. */
    public boolean isRemoval() {
        return this == UNDEPLOY || this == FORCE_UNDEPLOY;
    }
}
