package io.jenkins.plugins.aps.core.model;

import java.util.List;

/**
 * A connector as modeled.
 *
 * @param file path inside the project
 * @param name its name; service tasks call {@code <name>.<ACTION>}
 * @param template the out-of-the-box connector that it was made from, or the empty string
 * @param actions names of its actions
 * @param variables its {@code config}
 */
public record ConnectorModel(
        String file, String name, String template, List<String> actions, List<Variable> variables) {
    public ConnectorModel {
        actions = List.copyOf(actions);
        variables = List.copyOf(variables);
    }

    /**
     * A variable that the connector reads from its environment.
     *
     * @param name {@code [A-Za-z_][A-Za-z0-9_]*}
     * @param description for people; may be empty
     * @param value the default, or null where there is none
     * @param required whether it must have a value
     * @param secure whether its value is a secret
     */
    public record Variable(String name, String description, String value, boolean required, boolean secure) {}
}
