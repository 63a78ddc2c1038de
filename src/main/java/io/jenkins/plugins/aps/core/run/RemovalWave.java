package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Removed;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OneLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One wave of a removal: its objects are deleted together, then waited for until they and their pods are gone. */
final class RemovalWave implements Stage {
    /** Objects that are named in one sentence. */
    private static final int NAMED = 20;

    private final RemovalRun run;
    private final Removal.Wave wave;
    private final Runnable ended;
    private final Map<ObjectRef, String> going = new LinkedHashMap<>();
    private final Instant startedAt;
    private final Instant impatientAt;
    private int open;
    private boolean looking;
    private boolean over;

    RemovalWave(RemovalRun run, Removal.Wave wave, Runnable ended) {
        this.run = run;
        this.wave = wave;
        this.ended = ended;
        this.startedAt = run.now();
        this.impatientAt = run.now().plus(Graces.within(run.graces().ending(), run.left()));
    }

    @Override
    public void begin() {
        run.waitFor("wave " + wave.name() + " to be removed");
        run.told().waveStarted(wave.index(), wave.name(), wave.items().size());
        open = wave.items().size();
        for (var item : wave.items()) {
            run.send(() -> delete(item), deletion -> deleted(item.ref(), deletion));
        }
    }

    /**
     * What became of an object.
     *
     * @param refused why it was not deleted; empty: it was
     * @param withNamespace it goes with its namespace, which is being deleted
     */
    private record Deletion(Removed removed, String uid, String refused, boolean withNamespace) {
        Deletion(Removed removed, String uid) {
            this(removed, uid, "", false);
        }
    }

    /** Blocks. */
    private Deletion delete(Item item) throws Exception {
        run.owned().check();
        return run.unlessRefused(
                () -> {
                    try {
                        var uid = item.uid().isEmpty() ? unrecorded(item) : item.uid();
                        return uid.isEmpty()
                                ? new Deletion(Removed.ABSENT, "")
                                : new Deletion(run.cluster().delete(item.ref(), uid), uid);
                    } catch (ApsException e) {
                        if (e.code() == ErrorCode.NOT_ALLOWED && run.namespaceTerminates()) {
                            return new Deletion(Removed.GOING, "", "", true);
                        }
                        throw e;
                    }
                },
                why -> new Deletion(Removed.GOING, "", why, false));
    }

    /** An operation that was killed may have made what it could only record as intended. */
    private String unrecorded(Item item) {
        return run.cluster()
                .findOurs(item.ref(), run.application(), run.known(item))
                .map(live -> live.getMetadata().getUid())
                .orElse("");
    }

    private void deleted(ObjectRef ref, Deletion deletion) {
        open--;
        if (deletion.refused().isEmpty() && deletion.removed() != Removed.GOING) {
            run.gone(ref);
        }
        if (deletion.withNamespace()) {
            run.namespaceGoes();
        } else if (!deletion.refused().isEmpty()) {
            run.hindered(deletion.refused());
        } else if (deletion.removed() == Removed.GONE) {
            run.told().removed(ref, "");
        } else if (deletion.removed() == Removed.GOING) {
            going.put(ref, deletion.uid());
        } else if (deletion.removed() == Removed.REPLACED) {
            run.told()
                    .notice(ref + " was replaced by another of its name, which is not the application's: it is not"
                            + " touched" + (run.namespaceStays() ? "" : ", and goes with the namespace"));
        }
        if (open == 0 && !run.halted()) {
            run.look();
        }
    }

    @Override
    public void look() {
        if (open > 0 || looking || over) {
            return;
        }
        if (run.terminating()
                || run.seenNamespace().filter(NamespaceState::terminating).isPresent()) {
            over = true;
            run.namespaceGoes();
            ended.run();
            return;
        }
        var view = run.view();
        var seen = view.trouble().isEmpty() && view.synced();
        if (seen && going.isEmpty()) {
            judge(view.objects());
            return;
        }
        looking = true;
        run.ask(() -> look(seen), looked -> {
            looking = false;
            if (looked.isEmpty()) {
                run.namespaceGoes();
                run.look();
                return;
            }
            looked.get().gone().forEach(ref -> {
                going.remove(ref);
                run.gone(ref);
                run.told().removed(ref, "");
            });
            judge(seen ? view.objects() : looked.get().objects());
        });
    }

    /** Blocks. Empty: we may not look any more, as the namespace is being deleted, and our rights in it are gone. */
    private Optional<Looked> look(boolean seen) {
        try {
            var gone = going.entrySet().stream()
                    .filter(e -> run.cluster()
                            .find(e.getKey())
                            .filter(live -> live.getMetadata().getUid().equals(e.getValue()))
                            .isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            return Optional.of(new Looked(gone, seen ? List.of() : run.cluster().read(run.application())));
        } catch (ApsException e) {
            if (e.code() == ErrorCode.NOT_ALLOWED && run.namespaceTerminates()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private record Looked(List<ObjectRef> gone, List<HasMetadata> objects) {}

    private void judge(List<HasMetadata> objects) {
        var left = new ArrayList<String>();
        going.keySet().forEach(ref -> left.add(ref.toString()));
        pods(objects).map(pod -> "Pod/" + pod.getMetadata().getName()).forEach(left::add);
        if (left.isEmpty()) {
            over = true;
            run.told().waveEnded(wave.index(), wave.name(), startedAt);
            ended.run();
            return;
        }
        run.waitFor(OneLine.of(left, NAMED) + " to be gone");
        if (run.force() && !run.now().isBefore(impatientAt)) {
            over = true;
            run.told()
                    .notice("wave " + wave.name() + " does not end, going on by force; still there: "
                            + OneLine.of(left, NAMED));
            ended.run();
        } else {
            run.againLater(run::look);
        }
    }

    private Stream<Pod> pods(List<HasMetadata> objects) {
        return objects.stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream().anyMatch(this::isOfThisWave));
    }

    /** By name: what is between a Deployment and its pods is gone before they are. */
    private boolean isOfThisWave(OwnerReference owner) {
        var set = owner.getKind().equals("ReplicaSet");
        var kind = set ? "Deployment" : owner.getKind();
        var name = set ? owner.getName().replaceFirst("-[^-]*$", "") : owner.getName();
        return wave.items().stream()
                .map(Item::ref)
                .anyMatch(ref -> ref.kind().equals(kind) && ref.name().equals(name));
    }
}
