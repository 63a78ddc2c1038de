package io.jenkins.plugins.aps.core.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One platform version as data: the services, connectors and user interfaces that it offers.
 *
 * @param version its name, for example {@code activiti-7}
 * @param services in the order of their waves
 * @param connectors the out-of-the-box ones, by name
 * @param uis by template
 */
public record Catalog(String version, List<Service> services, Map<String, Connector> connectors, Map<String, Ui> uis) {
    public Catalog {
        services = List.copyOf(services);
        connectors = Map.copyOf(connectors);
        uis = Map.copyOf(uis);
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
     * @param probe path of its readiness probe after its context path, or the empty string
     * @param env its variables; values may hold {@code ${application}}, {@code ${gateway}}, {@code ${version}}, {@code
     *     ${project}}
     * @param secretEnv variable to {@code secret/key} of a generated password
     * @param dataPath where its volume is mounted; empty: it keeps nothing
     * @param storage size of its volume, for example {@code 1Gi}; empty: none
     * @param projectFiles where the project's files are mounted; empty: it doesn't read them
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
            String source) {}

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
            String name, String image, List<String> actions, List<ConnectorModel.Variable> variables, String source) {}

    /**
     * A user interface.
     *
     * @param template {@code process} or {@code content}
     * @param image its image; empty: not known
     * @param env as for services
     * @param source where these facts come from
     */
    public record Ui(String template, String image, Map<String, String> env, String source) {}
}
