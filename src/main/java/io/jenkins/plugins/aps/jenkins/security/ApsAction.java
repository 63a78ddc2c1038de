package io.jenkins.plugins.aps.jenkins.security;

import hudson.security.Permission;

/** What a person may be allowed to do. */
public enum ApsAction {
    VIEW(ApsPermissions.VIEW, "see applications"),
    DEPLOY(ApsPermissions.DEPLOY, "deploy applications"),
    UNDEPLOY(ApsPermissions.UNDEPLOY, "undeploy applications"),
    FORCE_UNDEPLOY(ApsPermissions.FORCE_UNDEPLOY, "undeploy applications by force");

    private final Permission permission;
    private final String words;

    ApsAction(Permission permission, String words) {
        this.permission = permission;
        this.words = words;
    }

    public Permission permission() {
        return permission;
    }

    /** For sentences: <i>may not ...</i>. */
    public String words() {
        return words;
    }
}
