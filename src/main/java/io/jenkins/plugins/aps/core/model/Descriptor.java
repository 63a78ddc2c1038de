package io.jenkins.plugins.aps.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a deployment needs, validated. Holds no secret value.
 *
 * @param name the application
 * @param repository name of the repository of its release
 * @param projectName the project
 * @param releaseId see {@link Release#releaseId()}
 * @param releaseVersion from 1 up
 * @param commit full id of the commit
 * @param access at least one administrator; the models' users included
 * @param connectors one for each connector of the project, by name
 * @param uis one for each user interface of the project, by name
 * @param runtimeVersion the catalog
 * @param defaults what of it nobody asked for
 */
public record Descriptor(
        String name,
        String repository,
        String projectName,
        String releaseId,
        int releaseVersion,
        String commit,
        Access access,
        List<Connector> connectors,
        List<Ui> uis,
        String runtimeVersion,
        Defaults defaults) {
    public Descriptor {
        connectors = List.copyOf(connectors);
        uis = List.copyOf(uis);
    }

    /** One of which it is not told what nobody asked for. */
    public Descriptor(
            String name,
            String repository,
            String projectName,
            String releaseId,
            int releaseVersion,
            String commit,
            Access access,
            List<Connector> connectors,
            List<Ui> uis,
            String runtimeVersion) {
        this(
                name,
                repository,
                projectName,
                releaseId,
                releaseVersion,
                commit,
                access,
                connectors,
                uis,
                runtimeVersion,
                Defaults.NONE);
    }

    /** The same on another platform version. */
    public Descriptor on(String version) {
        return new Descriptor(
                name,
                repository,
                projectName,
                releaseId,
                releaseVersion,
                commit,
                access,
                connectors,
                uis,
                version,
                defaults);
    }

    /** What was asked for, for another deployment: its release and platform version bring their own defaults. */
    public Descriptor asked() {
        return new Descriptor(
                name,
                repository,
                projectName,
                releaseId,
                releaseVersion,
                commit,
                new Access(access.administrators(), access.users().without(defaults.users())),
                connectors.stream()
                        .map(each -> each.without(defaults.of(each.name())))
                        .filter(each -> !each.isEmpty())
                        .toList(),
                uis,
                runtimeVersion);
    }

    /** {@code project/version}. */
    public String release() {
        return projectName + "/" + releaseVersion;
    }

    /**
     * A connector with everything decided.
     *
     * @param name as in the project
     * @param template the out-of-the-box connector whose image is used, or the empty string
     * @param image the image, or the empty string where {@code template} decides
     * @param variables the model's defaults overlaid by what was given, sorted by name; no secret
     * @param secrets credential id by variable name, sorted
     */
    public record Connector(
            String name, String template, String image, Map<String, String> variables, Map<String, String> secrets) {
        public Connector {
            variables = Collections.unmodifiableMap(new TreeMap<>(variables));
            secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        }

        private Connector without(ConnectorDefaults defaults) {
            var asked = new TreeMap<>(variables);
            asked.keySet().removeAll(defaults.variables());
            return new Connector(name, defaults.template() ? "" : template, image, asked, secrets);
        }

        private boolean isEmpty() {
            return template.isEmpty() && image.isEmpty() && variables.isEmpty() && secrets.isEmpty();
        }
    }

    /**
     * What the release and the platform version decided, and nobody asked for.
     *
     * @param users whom only the models name
     * @param connectors by name
     */
    public record Defaults(Principals users, Map<String, ConnectorDefaults> connectors) {
        public static final Defaults NONE = new Defaults(Principals.NONE, Map.of());

        public Defaults {
            connectors = Collections.unmodifiableMap(new TreeMap<>(connectors));
        }

        ConnectorDefaults of(String connector) {
            return connectors.getOrDefault(connector, ConnectorDefaults.NONE);
        }

        public boolean isEmpty() {
            return users.isEmpty() && connectors.isEmpty();
        }
    }

    /**
     * Of one connector.
     *
     * @param template whether the model chose it
     * @param variables names of those whose value is a default
     */
    public record ConnectorDefaults(boolean template, Set<String> variables) {
        static final ConnectorDefaults NONE = new ConnectorDefaults(false, Set.of());

        public ConnectorDefaults {
            variables = Collections.unmodifiableSet(new TreeSet<>(variables));
        }

        public boolean isEmpty() {
            return !template && variables.isEmpty();
        }
    }

    /**
     * A user interface with everything decided.
     *
     * @param name as in the project
     * @param template {@code process} or {@code content}
     * @param image its image, or the empty string where the catalog decides
     */
    public record Ui(String name, String template, String image) {}
}
