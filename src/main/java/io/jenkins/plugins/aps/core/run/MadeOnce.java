package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is made only once, where it is gone. A generated password opens the data that was stored under it, and what runs
 * knows it: while there is either, it is missed, as whoever writes it says. Where all of that is gone too, as after an
 * undeployment that could not end, nothing needs the old one, and a new one is made.
 */
final class MadeOnce {
    /** The kinds of those who need the old one. */
    private static final Set<String> HOLDERS = Set.of("PersistentVolumeClaim", "StatefulSet", "Deployment");

    private final ClusterRun<?> run;
    private final Deployment deployment;

    MadeOnce(ClusterRun<?> run, Deployment deployment) {
        this.run = run;
        this.deployment = deployment;
    }

    /**
     * Forgets what is recorded, gone and needed by nobody, so that it is made as if for the first time.
     *
     * @param unseen what may be gone; it is looked for before it is taken to be
     */
    void forgetUnneeded(Predicate<ObjectRef> unseen, Runnable next) {
        var inventory = deployment.inventory();
        var suspects = deployment
                .plan()
                .objects()
                .filter(object -> object.mode() == PlannedObject.Mode.CREATE_ONCE)
                .map(PlannedObject::ref)
                .filter(ref -> inventory.exists(ref) && unseen.test(ref))
                .toList();
        if (suspects.isEmpty()) {
            next.run();
            return;
        }
        var holders = inventory.items().stream()
                .map(Item::ref)
                .filter(ref -> HOLDERS.contains(ref.kind()))
                .toList();
        run.ask(() -> unneeded(suspects, holders), unneeded -> {
            unneeded.forEach(inventory::removed);
            next.run();
        });
    }

    /** By name, as another of that name may hold the old data too. Blocks. */
    private List<ObjectRef> unneeded(List<ObjectRef> suspects, List<ObjectRef> holders) {
        var gone = suspects.stream().filter(this::isGone).toList();
        return gone.isEmpty() || holders.stream().allMatch(this::isGone) ? gone : List.of();
    }

    /** What we may not look at is never taken to be gone: our rights may be given back before it is written. */
    private boolean isGone(ObjectRef ref) {
        try {
            return run.cluster().find(ref).isEmpty();
        } catch (ApsException e) {
            if (e.code() != ErrorCode.NOT_ALLOWED) {
                throw e;
            }
            return false;
        }
    }
}
