package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;

/** What a rule may look at beside the object itself. Immutable. */
public final class Surroundings {
    private final List<ReplicaSet> replicaSets;
    private final List<Pod> pods;
    private final Patience patience;
    private final Reasons reasons;

    /**
     * @param replicaSets of the object's namespace
     * @param pods of the object's namespace
     * @param patience how long troubles are let heal
     */
    public Surroundings(List<ReplicaSet> replicaSets, List<Pod> pods, Patience patience) {
        this(replicaSets, pods, patience, Reasons.ALL);
    }

    /** With another table of reasons: tests show of each line what becomes of a verdict without it. */
    Surroundings(List<ReplicaSet> replicaSets, List<Pod> pods, Patience patience, Reasons reasons) {
        this.replicaSets = List.copyOf(replicaSets);
        this.pods = List.copyOf(pods);
        this.patience = patience;
        this.reasons = reasons;
    }

    Surroundings with(Patience other) {
        return new Surroundings(replicaSets, pods, other, reasons);
    }

    List<ReplicaSet> replicaSets() {
        return replicaSets;
    }

    List<Pod> pods() {
        return pods;
    }

    Patience patience() {
        return patience;
    }

    Reasons reasons() {
        return reasons;
    }
}
