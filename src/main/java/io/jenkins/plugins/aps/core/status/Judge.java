package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

/**
 * Judges any object. Whether a deletion is on comes first, then the observed generation, then conditions and counts, then
 * the reasons of the pods of the newest template. A pure function, safe for many threads.
 *
 * <p>Services, Ingresses (accepted is enough: not every controller reports an address), ConfigMaps, Secrets and whatever
 * else has no state of its own are current as soon as they are there.
 */
public final class Judge {
    private Judge() {}

    /** Never throws for an object without a status. Null: {@link Judgement.State#NOT_FOUND}. */
    public static Judgement of(HasMetadata object, Surroundings around) {
        if (object == null) {
            return new Judgement(Judgement.State.NOT_FOUND, "it does not exist", "");
        }
        if (object.getMetadata().getDeletionTimestamp() != null) {
            return new Judgement(Judgement.State.TERMINATING, "it is being deleted", "");
        }
        if (object instanceof Deployment deployment) {
            return DeploymentRule.judge(deployment, around);
        }
        if (object instanceof StatefulSet set) {
            return StatefulSetRule.judge(set, around);
        }
        if (object instanceof DaemonSet set) {
            return DaemonSetRule.judge(set, around);
        }
        if (object instanceof Job job) {
            return OtherRules.job(job, around);
        }
        if (object instanceof Pod pod) {
            return PodsRule.one(pod, around);
        }
        if (object instanceof PersistentVolumeClaim claim) {
            return OtherRules.claim(claim);
        }
        return object instanceof GenericKubernetesResource custom ? OtherRules.custom(custom) : Judgement.current("");
    }

    /** Whether a controller has yet to see the object's latest generation. */
    static boolean unobserved(HasMetadata object, Long observed) {
        Long generation = object.getMetadata().getGeneration();
        return generation != null && (observed == null || observed < generation);
    }
}
