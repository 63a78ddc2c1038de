package io.jenkins.plugins.aps.core.model;

import java.util.List;

/**
 * An executable BPMN process.
 *
 * @param file path inside the project
 * @param key its id
 * @param name its name; the key where it has none
 * @param serviceTasks in the order of the file
 */
public record ProcessModel(String file, String key, String name, List<ServiceTask> serviceTasks) {
    public ProcessModel {
        serviceTasks = List.copyOf(serviceTasks);
    }

    /**
     * A service task.
     *
     * @param id its id
     * @param implementation {@code <connector>.<ACTION>}, or the empty string
     */
    public record ServiceTask(String id, String implementation) {}
}
