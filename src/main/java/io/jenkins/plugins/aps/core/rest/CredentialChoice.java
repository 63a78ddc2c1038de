package io.jenkins.plugins.aps.core.rest;

/**
 * A credential that a caller may name for a connector's secret variable; never its value.
 *
 * @param id how requests name it
 * @param description for people; may be empty
 */
public record CredentialChoice(String id, String description) {}
