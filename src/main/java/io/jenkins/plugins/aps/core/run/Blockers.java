package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OneLine;
import io.jenkins.plugins.aps.core.status.NamespaceReasons;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What keeps an application from going. Pure.
 *
 * @param reason in one text
 * @param leftovers what is still there and matters, the first of many, the namespace last
 */
record Blockers(String reason, List<ObjectRef> leftovers) {
    /** Objects that are named; of more, only their number is told. */
    private static final int NAMED = 10;

    private static final String NOT_OURS = " (not of the application)";

    private static final Comparator<Remnant> ORDER = Comparator.<Remnant, Boolean>comparing(
                    object -> object.finalizers().isEmpty())
            .thenComparing(object -> !object.isPod())
            .thenComparing(object -> object.ref().toString());

    /** @param hindrances what the operation itself could not do, each a sentence */
    static Blockers of(Namespace namespace, Contents contents, Belongings belongings, List<String> hindrances) {
        var goes = NamespaceState.terminating(namespace);
        var said = new ArrayList<String>();
        said.add(goes ? "the namespace is still being deleted" : "the namespace is not being deleted yet");
        said.addAll(NamespaceReasons.of(namespace));
        var objects = contents.objects().stream()
                .filter(object -> blocks(object, goes))
                .sorted(ORDER)
                .toList();
        var ours = belongings.among(contents);
        objects.stream().limit(NAMED).map(object -> sentence(object, ours)).forEach(said::add);
        if (objects.size() > NAMED) {
            said.add((objects.size() - NAMED) + " more objects are still there");
        }
        finalizers(namespace, contents, said);
        contents.deadApis().forEach(api -> said.add(dead(api)));
        contents.unlisted().forEach(what -> said.add("could not look: " + what));
        hindrances.forEach(said::add);
        var leftovers = new ArrayList<>(
                objects.stream().limit(Belongings.MOST).map(Remnant::ref).toList());
        leftovers.add(
                new ObjectRef("v1", "Namespace", "", namespace.getMetadata().getName()));
        return new Blockers(String.join("; ", said), leftovers);
    }

    /** What is not ours to mend, with who it is for. */
    static String dead(String api) {
        return "APIService/" + api + " does not answer: repair or remove it, which is for the cluster's administrator";
    }

    private static boolean blocks(Remnant object, boolean namespaceGoes) {
        return object.deleting() || namespaceGoes && !Belongings.isClusters(object);
    }

    private static String sentence(Remnant object, Belongings belongings) {
        var whose = belongings.isOurs(object) ? "" : NOT_OURS;
        var name = object.ref() + whose;
        if (!object.finalizers().isEmpty()) {
            return name + " is held by " + named(object.finalizers());
        }
        return name + (object.isPod() ? " does not end; its node may be gone" : " is still there");
    }

    private static void finalizers(Namespace namespace, Contents contents, List<String> said) {
        var own = namespace.getMetadata().getFinalizers();
        if (own != null && !own.isEmpty()) {
            said.add("the namespace itself is held by " + named(own) + NOT_OURS);
        }
        var spec = NamespaceState.specFinalizers(namespace).stream()
                .filter(name -> !name.equals(NamespaceState.KUBERNETES) || contents.provablyEmpty())
                .toList();
        if (NamespaceState.terminating(namespace) && !spec.isEmpty()) {
            said.add("the namespace itself is held by " + named(spec) + " in its spec"
                    + (spec.equals(List.of(NamespaceState.KUBERNETES)) ? "" : NOT_OURS));
        }
    }

    private static String named(List<String> finalizers) {
        return (finalizers.size() == 1 ? "finalizer " : "finalizers ") + OneLine.of(finalizers, NAMED);
    }
}
