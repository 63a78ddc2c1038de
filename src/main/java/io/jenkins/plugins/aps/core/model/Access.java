package io.jenkins.plugins.aps.core.model;

/**
 * Who may administer and who may use an application.
 *
 * @param administrators at least one user or group in a valid descriptor
 * @param users may be empty; those that the models name are added to it
 */
public record Access(Principals administrators, Principals users) {
    public static final Access NONE = new Access(Principals.NONE, Principals.NONE);
}
