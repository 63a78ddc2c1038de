package io.jenkins.plugins.aps.core.model;

/**
 * A platform version of one's own, or in place of one that we ship.
 *
 * @param name the platform version, for example {@code activiti-8}
 * @param url where its file is: {@code https}, or {@code http} on this machine; empty: {@code content} has it
 * @param content its file, in YAML; empty: {@code url} says where it is
 */
public record CatalogSettings(String name, String url, String content) {}
