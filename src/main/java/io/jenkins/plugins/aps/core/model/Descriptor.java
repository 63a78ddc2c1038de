package io.jenkins.plugins.aps.core.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        String runtimeVersion) {
    public Descriptor {
        connectors = List.copyOf(connectors);
        uis = List.copyOf(uis);
    }

    /** The same on another platform version. */
    public Descriptor on(String version) {
        return new Descriptor(
                name, repository, projectName, releaseId, releaseVersion, commit, access, connectors, uis, version);
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
            variables = java.util.Collections.unmodifiableMap(new TreeMap<>(variables));
            secrets = java.util.Collections.unmodifiableMap(new TreeMap<>(secrets));
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
