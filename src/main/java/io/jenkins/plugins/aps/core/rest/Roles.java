package io.jenkins.plugins.aps.core.rest;

/** The roles of applications, as clients of different years write them. */
final class Roles {
    static final String ADMINISTRATORS = "ACTIVITI_ADMIN";
    static final String USERS = "ACTIVITI_USER";

    private Roles() {}

    static boolean isAdministrators(String role) {
        return role.equals(ADMINISTRATORS) || role.equals("APS_ADMIN");
    }

    static boolean isUsers(String role) {
        return role.equals(USERS) || role.equals("APS_USER");
    }
}
