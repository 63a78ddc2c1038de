package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.view.ErrorMap;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import io.jenkins.plugins.aps.core.view.UndeployMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What steps return: maps and lists of strings, numbers and booleans, which pipelines may keep. */
final class StepValues {
    private static final Logger LOGGER = Logger.getLogger(StepValues.class.getName());

    private StepValues() {}

    static Object of(Instance instance) {
        return InstanceMap.of(instance);
    }

    static Object of(List<Instance> instances) {
        var list = new ArrayList<Object>();
        instances.forEach(instance -> list.add(InstanceMap.brief(instance)));
        return list;
    }

    static LinkedHashMap<String, Object> of(UndeployResult result) {
        return UndeployMap.of(result);
    }

    /** The same and why it failed, under {@code error}. */
    static Object withError(Map<String, Object> value, ApsException failure) {
        var map = new LinkedHashMap<>(value);
        map.put("error", ErrorMap.of(failure));
        return map;
    }

    /**
     * An application as it stands after a failure, as far as it can be read.
     *
     * @param scene null: don't try to read it
     */
    static Object failed(StepScene scene, String cluster, String application, ApsException failure) {
        return withError(standing(scene, cluster, application), failure);
    }

    private static Map<String, Object> standing(StepScene scene, String cluster, String application) {
        if (scene != null) {
            try {
                return InstanceMap.of(scene.visit().aps().status(cluster, application));
            } catch (RuntimeException unreadable) {
                LOGGER.log(Level.FINE, "The application can't be read after its failure", unreadable);
            }
        }
        var little = new LinkedHashMap<String, Object>();
        little.put("application", application);
        little.put("cluster", cluster);
        return little;
    }
}
