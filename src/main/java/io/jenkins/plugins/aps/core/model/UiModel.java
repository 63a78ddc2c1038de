package io.jenkins.plugins.aps.core.model;

/**
 * A user interface as modeled.
 *
 * @param file path inside the project
 * @param name its name, part of its URL
 * @param template {@code process} or {@code content}
 */
public record UiModel(String file, String name, String template) {}
