package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;

/**
 * What a rule may look at beside the object itself.
 *
 * @param replicaSets of the object's namespace
 * @param pods of the object's namespace
 * @param patience how long troubles are let heal
 */
public record Surroundings(List<ReplicaSet> replicaSets, List<Pod> pods, Patience patience) {}
