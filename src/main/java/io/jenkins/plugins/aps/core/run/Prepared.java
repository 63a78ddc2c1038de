package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.Plan;
import java.util.Collection;
import java.util.function.IntFunction;

/**
 * What a deployment knows once its request is found good.
 *
 * @param descriptor what to deploy
 * @param kept the same and its catalog, as they are kept
 * @param secrets what nobody may be told
 * @param plans the plan for an application version; pure, and takes its time
 */
public record Prepared(Descriptor descriptor, Kept kept, Collection<SecretValue> secrets, IntFunction<Plan> plans) {}
