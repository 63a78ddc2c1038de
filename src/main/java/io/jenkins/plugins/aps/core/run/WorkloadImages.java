package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OneLine;
import io.jenkins.plugins.aps.core.plan.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The images of an application's workloads: as a kept version plans them, and as they are. Pure.
 *
 * @param planned by the version; empty: no version is kept, or it can't be planned
 * @param live those that our account may read
 */
public record WorkloadImages(Map<ObjectRef, HasMetadata> planned, Map<ObjectRef, HasMetadata> live) {
    private static final String CONNECTOR = "connector";
    private static final int LONGEST = 300;

    /** By name: those that the version has, and those that run besides. */
    public List<Adoption.Connector> connectors() {
        var kept = connectors(planned);
        var running = connectors(live);
        var names = new TreeSet<>(kept.keySet());
        names.addAll(running.keySet());
        return names.stream()
                .map(name -> new Adoption.Connector(name, kept.getOrDefault(name, ""), running.getOrDefault(name, "")))
                .toList();
    }

    private static TreeMap<String, String> connectors(Map<ObjectRef, HasMetadata> workloads) {
        var images = new TreeMap<String, String>();
        for (var workload : workloads.values()) {
            var labels = workload.getMetadata().getLabels();
            if (labels != null && CONNECTOR.equals(labels.get(Labels.COMPONENT)) && labels.containsKey(Labels.NAME)) {
                images.put(
                        OneLine.of(labels.get(Labels.NAME), LONGEST),
                        OneLine.of(String.join(", ", PodContent.images(workload).values()), LONGEST));
            }
        }
        return images;
    }

    /** Where what runs is not what the version says, each one sentence. */
    public List<String> differences(int version) {
        var all = new ArrayList<String>();
        if (planned.isEmpty()) {
            return all;
        }
        for (var each : new TreeMap<>(named(live)).values()) {
            var meant = planned.get(each);
            if (meant == null) {
                all.add(each + " is the application's, but version " + version + " has no such workload");
                continue;
            }
            var images = PodContent.images(live.get(each));
            PodContent.images(meant).forEach((container, image) -> {
                var runs = images.getOrDefault(container, "");
                if (!runs.equals(image)) {
                    all.add(each + " runs "
                            + (runs.isEmpty()
                                    ? "no container '" + container + "'"
                                    : "image '" + OneLine.of(runs, LONGEST) + "'")
                            + ", and version " + version + " has image '" + OneLine.of(image, LONGEST) + "'");
                }
            });
        }
        return all;
    }

    private static Map<String, ObjectRef> named(Map<ObjectRef, HasMetadata> workloads) {
        var named = new TreeMap<String, ObjectRef>();
        workloads.keySet().forEach(ref -> named.put(ref.toString(), ref));
        return named;
    }
}
