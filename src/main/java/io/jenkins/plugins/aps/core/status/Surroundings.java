package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a rule may look at beside the object itself.
 *
 * @param replicaSets of the object's namespace
 * @param pods of the object's namespace
 * @param now the time of judgement
 * @param grace how long a reason that often heals (crash loop, failing pull, not schedulable) is let heal
 */
public record Surroundings(List<ReplicaSet> replicaSets, List<Pod> pods, Instant now, Duration grace) {}
