package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Urls;
import java.util.List;

/**
 * What a deployment did, or would do.
 *
 * @param descriptor what was deployed, or would be
 * @param status how the application stands then
 * @param applicationVersion which version of the application it made or kept
 * @param urls where it is
 * @param changes what was done to each object; empty for a dry run
 * @param plan what would be done, wave by wave; empty unless a dry run
 */
public record DeployOutcome(
        Descriptor descriptor,
        Status status,
        int applicationVersion,
        Urls urls,
        List<Change> changes,
        List<List<Change>> plan) {}
