package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.plan.Plan;
import java.util.function.IntFunction;

/**
 * What a deployment knows once its request is found good.
 *
 * @param descriptor what to deploy
 * @param descriptorJson the same, to be kept
 * @param catalogJson its catalog, to be kept
 * @param plans the plan for an application version; pure
 */
public record Prepared(Descriptor descriptor, String descriptorJson, String catalogJson, IntFunction<Plan> plans) {}
