package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The rungs of the ladder of force: which acts are due, as things stand. Decides only; the acts block when called. */
final class Rungs {
    /** Kubernetes' own guard of volumes that are in use. */
    private static final Set<String> PROTECTION = Set.of("kubernetes.io/pvc-protection", "kubernetes.io/pv-protection");

    static final int PODS = 11;
    static final int APIS = 12;
    static final int FINALIZERS = 13;
    static final int WAKING = 14;
    static final int NAMESPACE = 15;

    private final ClusterClient cluster;
    private final Belongings belongings;
    private final boolean foreignToo;
    private final RemovalTelling told;
    private Belongings ours;
    private final Set<String> ended = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private boolean woken;

    /** @param foreignToo whether what is not the application's may be touched */
    Rungs(ClusterClient cluster, Belongings belongings, boolean foreignToo, RemovalTelling told) {
        this.cluster = cluster;
        this.belongings = belongings;
        this.ours = belongings;
        this.foreignToo = foreignToo;
        this.told = told;
    }

    /** @param acts none: there is nothing to do on it */
    record Rung(int index, String name, List<Act> acts) {}

    /**
     * One thing to do.
     *
     * @param id the same act again has the same
     * @param work blocks; false: it was not done, as things have changed
     * @param told tells that it was done
     */
    record Act(String id, Callable<Boolean> work, Runnable told) {}

    /** @param settled whether it has been provably empty for a while */
    List<Rung> of(Namespace namespace, Contents contents, boolean settled) {
        ours = belongings.among(contents);
        return List.of(
                new Rung(PODS, "force: pods that don't end", pods(contents)),
                new Rung(APIS, "force: APIs that don't answer", apis(contents)),
                new Rung(FINALIZERS, "force: finalizers", finalizers(namespace, contents)),
                new Rung(WAKING, "force: what looks no more", waking(namespace, contents)),
                new Rung(NAMESPACE, "force: the namespace's last finalizers", last(namespace, contents, settled)));
    }

    private List<Act> pods(Contents contents) {
        return contents.objects().stream()
                .filter(Remnant::isPod)
                .filter(Remnant::deleting)
                .filter(this::mayTouch)
                .filter(pod -> !ended.contains(pod.uid()))
                .map(pod -> new Act(
                        "end " + pod.uid(),
                        () -> {
                            cluster.deleteNow(pod);
                            return true;
                        },
                        () -> {
                            ended.add(pod.uid());
                            told.removed(pod.ref(), "by force, without waiting for its node");
                        }))
                .toList();
    }

    /** An API is the whole cluster's: it is named, and left to who runs the cluster. */
    private List<Act> apis(Contents contents) {
        return contents.deadApis().stream()
                .filter(api -> !named.contains(api))
                .map(api -> new Act("name " + api, () -> true, () -> {
                    named.add(api);
                    told.notice(Blockers.dead(api));
                }))
                .toList();
    }

    private List<Act> finalizers(Namespace namespace, Contents contents) {
        // We put none on a namespace: whoever did is to take it away, also from ours.
        var itself = foreignToo
                ? Stream.of(new Remnant(told.namespace(), "namespaces", namespace.getMetadata()))
                : Stream.<Remnant>empty();
        var objects = Stream.concat(contents.objects().stream().filter(this::mayTouch), itself);
        return objects.filter(Remnant::deleting)
                .flatMap(object -> {
                    var names = removable(object, contents);
                    return names.isEmpty()
                            ? Stream.empty()
                            : Stream.of(new Act(
                                    "free " + object.uid(),
                                    () -> cluster.removeFinalizers(object, names),
                                    () -> told.finalizersRemoved(object.ref(), names)));
                })
                .toList();
    }

    private static List<String> removable(Remnant object, Contents contents) {
        var mayBeInUse =
                !contents.unlisted().isEmpty() || contents.objects().stream().anyMatch(Remnant::isPod);
        return object.finalizers().stream()
                .filter(name -> !mayBeInUse || !PROTECTION.contains(name))
                .toList();
    }

    /**
     * What held it is gone, as far as can be seen, and the cluster has not noticed: it looks at such a namespace ever more
     * seldom, up to a minute apart, and as soon as it is written. Once, until something is in it again.
     */
    private List<Act> waking(Namespace namespace, Contents contents) {
        var freed = NamespaceState.terminating(namespace)
                && NamespaceState.saysNotEmpty(namespace)
                && contents.deadApis().isEmpty()
                && contents.objects().stream().allMatch(Belongings::isClusters);
        if (!freed) {
            woken = false;
        }
        if (!freed || woken) {
            return List.of();
        }
        return List.of(new Act("wake", () -> cluster.touchNamespace(namespace), () -> {
            woken = true;
            told.notice("nothing is to be seen in the namespace any more; the cluster was made to look again");
        }));
    }

    /** What is still in it would be lost from sight, not gone: so only where it is certain that there is nothing. */
    private List<Act> last(Namespace namespace, Contents contents, boolean settled) {
        var own = namespace.getMetadata().getFinalizers();
        var names = NamespaceState.specFinalizers(namespace);
        if (!settled
                || !contents.provablyEmpty()
                || !NamespaceState.terminating(namespace)
                || NamespaceState.saysNotEmpty(namespace)
                || own != null && !own.isEmpty()
                || names.isEmpty()
                || !foreignToo && !names.equals(List.of(NamespaceState.KUBERNETES))) {
            return List.of();
        }
        return List.of(new Act(
                "finalize",
                () -> cluster.finalizeNamespace(namespace),
                () -> told.finalizersRemoved(told.namespace(), names)));
    }

    private boolean mayTouch(Remnant object) {
        return foreignToo || ours.isOurs(object);
    }
}
