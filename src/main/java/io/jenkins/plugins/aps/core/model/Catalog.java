package io.jenkins.plugins.aps.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One platform version as data: the services, connectors and user interfaces that it offers.
 *
 * <p>What is not known is empty, and its {@code source} says so.
 *
 * @param version its name, for example {@code activiti-7}
 * @param services in the order of their waves
 * @param connectors the out-of-the-box ones, by name, sorted
 * @param uis by template, sorted
 * @param connectorDefaults what every connector is given, out of the box or one's own
 * @param uiDefaults what every user interface is given
 */
public record Catalog(
        String version,
        List<Service> services,
        Map<String, Connector> connectors,
        Map<String, Ui> uis,
        Defaults connectorDefaults,
        Defaults uiDefaults) {
    public Catalog {
        services = List.copyOf(services);
        connectors = Collections.unmodifiableMap(new TreeMap<>(connectors));
        uis = Collections.unmodifiableMap(new TreeMap<>(uis));
    }

    /** A catalog whose connectors and user interfaces are given nothing but a port. */
    public Catalog(String version, List<Service> services, Map<String, Connector> connectors, Map<String, Ui> uis) {
        this(version, services, connectors, uis, Defaults.NONE, Defaults.NONE);
    }

    public Optional<Connector> connector(String template) {
        return Optional.ofNullable(connectors.get(template));
    }

    /**
     * A service of every application.
     *
     * @param name of its objects, for example {@code rb}
     * @param component {@code runtime}, {@code database} or {@code broker}
     * @param wave 2 for what others need, 3 for the services themselves
     * @param image its image
     * @param port where it listens
     * @param paths under the application's URL, for example {@code rb}; empty: not reachable from outside
     * @param probe path of its readiness probe, which may hold variables as {@code env} does; empty: whether its port
     *     answers
     * @param env its variables; values may hold {@code ${application}}, {@code ${gateway}}, {@code ${version}} (the
     *     application version), {@code ${project}}; one that needs an unknown gateway is left out
     * @param secretEnv variable to {@code secret/key} of a generated password
     * @param dataPath where its volume is mounted; empty: it keeps nothing
     * @param storage size of its volume, for example {@code 1Gi}; empty: none
     * @param projectFiles folder where the project's files are mounted; empty: it doesn't read them
     * @param user id of the user and group that it runs as; 0: the image decides
     * @param cpu what it asks for, for example {@code 200m}; empty: nothing
     * @param memory what it asks for, for example {@code 512Mi}; empty: nothing
     * @param source where these facts come from
     */
    public record Service(
            String name,
            String component,
            int wave,
            String image,
            int port,
            List<String> paths,
            String probe,
            Map<String, String> env,
            Map<String, String> secretEnv,
            String dataPath,
            String storage,
            String projectFiles,
            long user,
            String cpu,
            String memory,
            String source) {
        public Service {
            paths = List.copyOf(paths);
            env = Collections.unmodifiableMap(new TreeMap<>(env));
            secretEnv = Collections.unmodifiableMap(new TreeMap<>(secretEnv));
        }
    }

    /**
     * What all workloads of a sort are given.
     *
     * @param port where they listen
     * @param probe as for services; only where the image is the catalog's
     * @param env as for services, and {@code ${name}}, the name of the connector or user interface
     * @param secretEnv as for services
     * @param cpu as for services
     * @param memory as for services
     * @param source where these facts come from
     */
    public record Defaults(
            int port,
            String probe,
            Map<String, String> env,
            Map<String, String> secretEnv,
            String cpu,
            String memory,
            String source) {
        public static final Defaults NONE = new Defaults(8080, "", Map.of(), Map.of(), "", "", "");

        public Defaults {
            env = Collections.unmodifiableMap(new TreeMap<>(env));
            secretEnv = Collections.unmodifiableMap(new TreeMap<>(secretEnv));
        }
    }

    /**
     * An out-of-the-box connector.
     *
     * @param name for example {@code email}
     * @param image its image; empty: not known, must be given
     * @param actions implementation values that it consumes
     * @param variables what it reads from its environment
     * @param source where these facts come from
     */
    public record Connector(
            String name, String image, List<String> actions, List<ConnectorModel.Variable> variables, String source) {
        public Connector {
            actions = List.copyOf(actions);
            variables = List.copyOf(variables);
        }
    }

    /**
     * A user interface.
     *
     * @param template {@code process} or {@code content}
     * @param image its image; empty: not known
     * @param env its own, beside the defaults
     * @param source where these facts come from
     */
    public record Ui(String template, String image, Map<String, String> env, String source) {
        public Ui {
            env = Collections.unmodifiableMap(new TreeMap<>(env));
        }
    }
}
