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
}
