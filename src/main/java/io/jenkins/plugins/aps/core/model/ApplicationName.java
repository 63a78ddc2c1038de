package io.jenkins.plugins.aps.core.model;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The rule for names of applications, which are also the names of their namespaces and the first part of their API
 * URLs. Projects, connectors and user interfaces follow the same rule, without the reserved names.
 *
 * <p>Source of the rule: the platform's documentation (lower case, 1 to 26 characters, letter first) and its
 * validator's pattern. The reserved names are paths that the platform itself takes at its gateway, and namespaces that
 * are not ours to take.
 */
public final class ApplicationName {
    /** Characters that a name has at most. */
    public static final int LONGEST = 26;

    private static final String CLUSTERS_OWN = "kube-";
    private static final Pattern RULE = Pattern.compile("[a-z]([-a-z0-9]{0,24}[a-z0-9])?");

    private static final Set<String> RESERVED = Set.of(
            "default",
            "auth",
            "modeling",
            "modeling-service",
            "dmn-service",
            "script-service",
            "deployment-service",
            "admin",
            "analytics",
            "identity-adapter-service",
            "alfresco",
            "share",
            "aae");

    private ApplicationName() {}

    /** The rule as a regular expression for the whole name, which JavaScript understands too. */
    public static String pattern() {
        return RULE.pattern();
    }

    /** The reserved names; one that ends with {@code *} stands for all that begin so. */
    public static Set<String> reserved() {
        var all = new TreeSet<>(RESERVED);
        all.add(CLUSTERS_OWN + "*");
        return all;
    }

    /** What is wrong with the name of an application, as a sentence; empty where nothing is. */
    public static Optional<String> problem(String name) {
        var shape = shapeProblem(name);
        if (shape.isPresent()) {
            return shape;
        }
        if (RESERVED.contains(name) || name.startsWith(CLUSTERS_OWN)) {
            return Optional.of("'" + name + "' is reserved by the platform or the cluster: choose another name");
        }
        return Optional.empty();
    }

    /** What is wrong with the shape of a name of a project, connector or user interface. */
    public static Optional<String> shapeProblem(String name) {
        if (name == null || name.isEmpty()) {
            return Optional.of("a name is required");
        }
        if (RULE.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of("'" + name + "' is not a valid name: use 1 to 26 lower-case letters, digits and hyphens,"
                + " begin with a letter and end with a letter or digit");
    }
}
