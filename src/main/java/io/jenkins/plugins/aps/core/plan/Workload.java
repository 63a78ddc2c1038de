package io.jenkins.plugins.aps.core.plan;

import java.util.Map;
import java.util.Optional;

/**
 * One service, connector or user interface with everything filled in.
 *
 * @param objectName name of its objects
 * @param name its name
 * @param component its kind, for the label
 * @param port where it listens
 * @param probe path of its health; empty: whether its port answers
 * @param env sorted; values as they are
 * @param secretEnv variable to {@code secret/key}
 * @param variables name of the ConfigMap with more variables
 * @param secrets name of the Secret with more variables
 * @param storage size and place of its volume
 * @param files the project's files and where to mount them
 * @param user see {@link io.jenkins.plugins.aps.core.model.Catalog.Service}
 * @param known whether we know its image: only then all capabilities are taken from it
 */
record Workload(
        String objectName,
        String name,
        String component,
        String image,
        int port,
        String probe,
        Map<String, String> env,
        Map<String, String> secretEnv,
        Optional<String> variables,
        Optional<String> secrets,
        Optional<Storage> storage,
        Optional<Files> files,
        long user,
        String cpu,
        String memory,
        boolean known) {

    /** A volume of its own. */
    record Storage(String claim, String size, String path) {}

    /** The project's files. */
    record Files(FileMaps maps, String path) {}
}
