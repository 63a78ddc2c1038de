package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.status.Judge;
import io.jenkins.plugins.aps.core.status.Judgement;
import io.jenkins.plugins.aps.core.status.Patience;
import io.jenkins.plugins.aps.core.status.Surroundings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Judges written objects by what the watches show of them, at one look. */
final class Judging {
    private final List<HasMetadata> view;
    private final Set<ObjectRef> known;
    private final Surroundings surroundings;

    /** @param known what earlier looks showed; what this one shows is added */
    Judging(List<HasMetadata> view, Set<ObjectRef> known, Patience patience) {
        this.view = view;
        this.known = known;
        this.surroundings = new Surroundings(only(ReplicaSet.class), only(Pod.class), patience);
    }

    /** What can't be seen can't be judged, and has no state of its own: it is current when it is written. */
    static boolean isJudged(ObjectRef ref) {
        return ClusterClient.SEEN_KINDS.contains(ref.kind());
    }

    /** Whether a view lacks what an earlier one showed. */
    static boolean lacks(List<HasMetadata> view, Set<ObjectRef> known) {
        return known.stream().anyMatch(ref -> view.stream().noneMatch(object -> names(object, ref)));
    }

    Map<ObjectRef, Judgement> judge(Collection<ObjectRef> refs, Map<ObjectRef, Written> written) {
        var judged = new LinkedHashMap<ObjectRef, Judgement>();
        for (var ref : refs) {
            judged.put(ref, isJudged(ref) ? judge(ref, written.get(ref)) : Judgement.current(""));
        }
        return judged;
    }

    /** A watch may lag behind the answer to our write: what is older than that answer says nothing. */
    private Judgement judge(ObjectRef ref, Written written) {
        var seen = view.stream().filter(o -> names(o, ref)).findFirst();
        if (seen.isEmpty()) {
            // It would not come back by itself.
            return known.contains(ref)
                    ? Judgement.failed("somebody deleted it meanwhile", "")
                    : Judgement.inProgress("not yet seen", "");
        }
        var metadata = seen.get().getMetadata();
        if (!written.uid().equals(metadata.getUid())) {
            return Judgement.inProgress("another object of this name is still seen", "");
        }
        known.add(ref);
        if (metadata.getGeneration() != null && metadata.getGeneration() < written.generation()) {
            return Judgement.inProgress("the change is not yet seen", "");
        }
        return Judge.of(seen.get(), surroundings);
    }

    private static boolean names(HasMetadata object, ObjectRef ref) {
        return ref.kind().equals(object.getKind())
                && ref.namespace()
                        .equals(Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""))
                && ref.name().equals(object.getMetadata().getName());
    }

    private <K> List<K> only(Class<K> kind) {
        return view.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
