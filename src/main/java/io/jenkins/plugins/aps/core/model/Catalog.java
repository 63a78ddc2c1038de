package io.jenkins.plugins.aps.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /**
     * The connector that a template names: by its name here, or as the modeling application writes it, such as {@code
     * emailConnector}.
     */
    public Optional<Connector> connector(String template) {
        var named = Optional.ofNullable(connectors.get(template));
        return named.isPresent()
                ? named
                : connectors.values().stream()
                        .filter(each -> each.templates().contains(template))
                        .findFirst();
    }

    /** The connector one of whose documented implementation values this is. */
    public Optional<Connector> implementing(String implementation) {
        return connectors.values().stream()
                .filter(each -> each.actions().contains(implementation))
                .findFirst();
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
     * @param templates what models made from it have as {@code template}, beside its name and what its actions begin with
     * @param actions implementation values that it consumes, for example {@code emailConnector.SEND}
     * @param consumers names of its consumer bindings of Spring Cloud Stream, with the action that each consumes; empty: not
     *     known
     * @param variables what it reads from its environment
     * @param source where these facts come from
     */
    public record Connector(
            String name,
            String image,
            List<String> templates,
            List<String> actions,
            Map<String, String> consumers,
            List<ConnectorModel.Variable> variables,
            String source) {
        public Connector {
            actions = List.copyOf(actions);
            consumers = Collections.unmodifiableMap(new TreeMap<>(consumers));
            variables = List.copyOf(variables);
            var all = new TreeSet<>(templates);
            actions.stream()
                    .filter(action -> action.indexOf('.') > 0)
                    .forEach(action -> all.add(action.substring(0, action.indexOf('.'))));
            templates = List.copyOf(all);
        }

        /** One whose consumer bindings are not known. */
        public Connector(
                String name,
                String image,
                List<String> actions,
                List<ConnectorModel.Variable> variables,
                String source) {
            this(name, image, List.of(), actions, Map.of(), variables, source);
        }

        /** The documented implementation value of an action, for example {@code emailConnector.SEND} of {@code SEND}. */
        public Optional<String> implementation(String action) {
            return actions.stream().filter(each -> each.endsWith("." + action)).findFirst();
        }

        /**
         * The environment variable that sets where a consumer binding takes its tasks from, for example {@code
         * SPRING_CLOUD_STREAM_BINDINGS_EMAILCONNECTORCONSUMER_DESTINATION}.
         *
         * <p>Spring Boot makes the key of a map that comes from an environment variable lower-case, but Spring Cloud Stream
         * finds its bindings by name without regard to case (BindingServiceProperties; its pull request 112). Run with
         * 2.1.2 and 3.0.9, the versions of 2019 and 2020: {@code emailConnectorConsumer} takes this value, also where a
         * file of the image says another one, and keeps what else the file says, such as its group. From 4.3 on (2025)
         * bindings are found by their exact name.
         *
         * @param consumer letters and digits
         */
        public static String destinationVariable(String consumer) {
            return "SPRING_CLOUD_STREAM_BINDINGS_" + consumer.toUpperCase(Locale.ROOT) + "_DESTINATION";
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
