package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment did, or would do.
 *
 * @param descriptor what was deployed, or would be
 * @param status how the application stands then
 * @param applicationVersion which version of the application it made or kept
 * @param urls where it is
 * @param changes what was done to each object; empty for a dry run
 * @param plan what would be done, wave by wave; empty unless a dry run
 * @param shown what it saw at its end; empty where that has to be asked for
 */
public record DeployOutcome(
        Descriptor descriptor,
        Status status,
        int applicationVersion,
        Urls urls,
        List<Change> changes,
        List<List<Change>> plan,
        Optional<Shown> shown) {

    DeployOutcome(
            Descriptor descriptor,
            Status status,
            int applicationVersion,
            Urls urls,
            List<Change> changes,
            List<List<Change>> plan) {
        this(descriptor, status, applicationVersion, urls, changes, plan, Optional.empty());
    }

    DeployOutcome with(Optional<Shown> seen) {
        return new DeployOutcome(descriptor, status, applicationVersion, urls, changes, plan, seen);
    }

    /** The record as it was written at the end, and what the watches showed then: that by which it was judged. */
    public record Shown(ApplicationRecord record, List<HasMetadata> objects) {}
}
