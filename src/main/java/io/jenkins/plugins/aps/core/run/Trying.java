package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.Trial;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the cluster about the objects of a plan, all of them at once, without writing any: what it would refuse is known
 * before anything is touched.
 */
final class Trying {
    private final ClusterRun<?> run;
    private final Deployment deployment;
    private final Plan plan;
    private final Inventory inventory;
    private final Map<ObjectRef, Trial> trials = new LinkedHashMap<>();

    Trying(ClusterRun<?> run, Deployment deployment) {
        this.run = run;
        this.deployment = deployment;
        this.plan = deployment.plan();
        this.inventory = deployment.inventory();
    }

    /** What a plan would do, and the error that it would end with. */
    record Told(List<PlannedWave> waves, Optional<ApsException> refusal) {}

    /**
     * For a dry run: every object, wherever it can be tried.
     *
     * @param redaction asked for when all was tried: secrets are read with it
     */
    void all(Supplier<Redaction> redaction, Consumer<Told> next) {
        var objects = plan.objects().toList();
        waitFor(objects);
        run.ask(() -> run.cluster().trialNamespace(run.application()), place -> new MadeOnce(run, deployment)
                .forgetUnneeded(
                        ref -> true,
                        () -> each(
                                objects,
                                place,
                                () -> next.accept(new Told(
                                        Preview.of(deployment.intentions(), trials, redaction.get()), refusal())))));
    }

    /**
     * Before a write: what is new, another than before or edited by somebody, in the application's own namespace. Fails if
     * any of it would be refused.
     */
    void changed(Seen seen, Runnable next) {
        run.waitFor("the cluster to tell what has changed");
        var candidates = plan.objects()
                .filter(object -> Unchanged.mayBe(object, known(object)))
                .map(PlannedObject::ref)
                .toList();
        seen.look(candidates, there -> new MadeOnce(run, deployment)
                .forgetUnneeded(ref -> !there.containsKey(ref), () -> changed(there, next)));
    }

    private void changed(Map<ObjectRef, ObjectMeta> there, Runnable next) {
        var objects = plan.objects()
                .filter(object -> Unchanged.of(object, known(object), there.get(object.ref()))
                        .isEmpty())
                .filter(object -> !object.ref().namespace().isEmpty() || !Unchanged.mayBe(object, known(object)))
                .toList();
        waitFor(objects);
        each(objects, run.application(), () -> {
            refusal().ifPresent(refusal -> {
                throw refusal;
            });
            next.run();
        });
    }

    private Known known(PlannedObject object) {
        return inventory.known(object.ref());
    }

    private void each(List<PlannedObject> objects, String namespace, Runnable next) {
        if (objects.isEmpty()) {
            next.run();
        }
        for (var object : objects) {
            var known = known(object);
            run.ask(() -> run.cluster().tryOut(object, run.id(), known, namespace), trial -> {
                trials.put(object.ref(), trial);
                deployment.hide(trial.secrets());
                if (trials.size() == objects.size()) {
                    next.run();
                }
            });
        }
    }

    /** In the order of the plan, whichever was answered first. */
    private Optional<ApsException> refusal() {
        return Preview.refusal(plan.objects()
                .map(PlannedObject::ref)
                .filter(trials::containsKey)
                .map(trials::get)
                .toList());
    }

    private void waitFor(List<PlannedObject> objects) {
        run.waitFor("the cluster to tell what it would say to "
                + (objects.size() == 1 ? "1 object" : objects.size() + " objects"));
    }
}
