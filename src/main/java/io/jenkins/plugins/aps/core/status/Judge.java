package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Judges any object. Whether a deletion is on comes first, then the observed generation, then conditions and counts, then
 * the reasons of the pods of the newest template. A pure function, safe for many threads.
 *
 * <p>Services, Ingresses (accepted is enough: not every controller reports an address), ConfigMaps, Secrets and whatever
 * else has no state of its own are current as soon as they are there.
 */
public final class Judge {
    private Judge() {}

    /** A kind's rule. */
    record Rule<T extends HasMetadata>(Class<T> kind, BiFunction<T, Surroundings, Judgement> judge) {
        private Judgement of(HasMetadata object, Surroundings around) {
            return judge.apply(kind.cast(object), around);
        }
    }

    /** The rules, of which the first for an object's kind holds. */
    static final List<Rule<?>> RULES = List.of(
            new Rule<>(Deployment.class, DeploymentRule::judge),
            new Rule<>(StatefulSet.class, StatefulSetRule::judge),
            new Rule<>(DaemonSet.class, DaemonSetRule::judge),
            new Rule<>(Job.class, JobRule::judge),
            new Rule<>(Pod.class, PodsRule::one),
            new Rule<>(PersistentVolumeClaim.class, ClaimRule::judge),
            new Rule<>(GenericKubernetesResource.class, CustomRule::judge));

    /** Never throws for an object without a status. Null: {@link Judgement.State#NOT_FOUND}. */
    public static Judgement of(HasMetadata object, Surroundings around) {
        return of(object, around, RULES);
    }

    /** With other rules: tests show of each what becomes of a verdict without it. */
    static Judgement of(HasMetadata object, Surroundings around, List<Rule<?>> rules) {
        if (object == null) {
            return new Judgement(Judgement.State.NOT_FOUND, "it does not exist", "");
        }
        if (object.getMetadata().getDeletionTimestamp() != null) {
            return DeletionRule.judge(object, around);
        }
        return rules.stream()
                .filter(rule -> rule.kind().isInstance(object))
                .findFirst()
                .map(rule -> rule.of(object, around))
                .orElseGet(() -> Judgement.current(""));
    }

    /** Whether a controller has yet to see the object's latest generation. */
    static boolean unobserved(HasMetadata object, Long observed) {
        Long generation = object.getMetadata().getGeneration();
        return generation != null && (observed == null || observed < generation);
    }
}
