package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Item;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.cluster.Remnant;
import io.jenkins.plugins.aps.core.event.DeployEvent.PlannedWave;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OneLine;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The removing part of an undeployment: tells what stands in the namespace, then walks its stages, wave by wave, then the
 * namespace, then, with force, the ladder. In the end it has {@link #confirm} look what is left.
 */
abstract class RemovalRun extends ClusterRun<UndeployResult> {
    private final UndeployRequest request;
    private final Graces graces;
    private final RemovalTelling told = new RemovalTelling(this);
    private final Set<String> hindrances = new LinkedHashSet<>();
    private final Leavings leavings = new Leavings();
    private Watched view;
    /** Of the namespace that is ours; empty where there is none. */
    private String namespaceUid = "";
    /** An administrator made it: what is ours in it goes, and nothing else. */
    private boolean namespaceStays;
    /** It is being deleted: everything in it goes by itself, and our rights in it may go first. */
    private boolean terminating;

    /** Objects that are named in one sentence. */
    private static final int NAMED = 100;

    private Belongings belongings;
    private List<Remnant> foreign = List.of();
    private Stage stage;

    /** @param graces of force */
    RemovalRun(
            UndeployRequest request,
            ClusterClient cluster,
            Predicate<String> runsHere,
            Threads threads,
            DeployListener listener,
            InstantSource clock,
            Graces graces) {
        super(
                request.operationId(),
                request.application(),
                request.timeout(),
                cluster,
                runsHere,
                threads,
                listener,
                clock);
        this.request = request;
        this.graces = graces;
    }

    /** A turn: everything is gone, or as much as ever will be, or the time is up. Must end it; may be called twice. */
    abstract void confirm();

    /** A turn: a dry run has told what would go. Must end it. */
    abstract void foreseen(List<PlannedWave> waves);

    private record Standing(Optional<HasMetadata> namespace, Contents contents) {}

    /** What stands in the namespace is told before any of it goes; where the namespace is not ours, nothing of it does. */
    final void survey() {
        view = cluster().watch(application(), this::somethingChanged);
        waitFor("the cluster to tell what is in the namespace");
        ask(
                () -> {
                    var known = Known.namespace(Optional.of(record()));
                    var ours = cluster().findOurs(namespaceRef(), application(), known);
                    return new Standing(ours, ours.isEmpty() ? Contents.NONE : contents());
                },
                standing -> {
                    namespaceUid = standing.namespace()
                            .map(n -> n.getMetadata().getUid())
                            .orElse("");
                    var prepared = standing.namespace()
                            .filter(ClusterClient::isPrepared)
                            .isPresent();
                    belongings = Belongings.of(record(), prepared);
                    terminating = standing.namespace()
                            .filter(NamespaceState::terminating)
                            .isPresent();
                    namespaceStays = prepared && !terminating;
                    if (namespaceUid.isEmpty() && request.dryRun()) {
                        foreseen(List.of());
                    } else if (namespaceUid.isEmpty()) {
                        confirm();
                    } else {
                        remove(standing.contents());
                    }
                });
    }

    private void remove(Contents contents) {
        var removal = terminating ? Removal.withNamespace(record()) : Removal.of(record(), namespaceStays);
        var others = namespaceStays ? List.<Remnant>of() : belongings.foreign(contents);
        foreign = others.stream().limit(Belongings.MOST).toList();
        var planned = removal.planned(namespaceRef(), foreign);
        told.planned(record().release(), record().currentVersion(), request.dryRun(), planned);
        if (!removal.losses().isEmpty()) {
            told.notice(removal.losses());
        }
        if (!foreign.isEmpty()) {
            told.notice("not of the application, and goes with its namespace: "
                    + OneLine.of(others.stream().map(Remnant::ref).toList(), NAMED));
        }
        if (terminating) {
            told.notice("the namespace is being deleted already: what is in it goes with it");
        }
        // What we may not list there then tells nothing: our rights go with the namespace.
        var unseen = terminating ? new ArrayList<String>() : new ArrayList<>(contents.unlisted());
        if (!unseen.isEmpty() || !contents.deadApis().isEmpty()) {
            contents.deadApis().stream().map(Blockers::dead).forEach(unseen::add);
            told.notice("there may be more in the namespace than could be listed: " + String.join("; ", unseen));
        }
        if (request.dryRun()) {
            foreseen(planned);
        } else {
            wave(removal.waves().iterator());
        }
    }

    private void wave(Iterator<Removal.Wave> waves) {
        if (waves.hasNext() && !terminating) {
            enter(new RemovalWave(this, waves.next(), () -> wave(waves)));
        } else if (namespaceStays) {
            confirm();
        } else {
            var ladder = new ForceLadder(
                    this, new Rungs(cluster(), belongings, request.removeForeignFinalizers(), told), this::confirm);
            enter(new NamespaceRemoval(this, this::confirm, () -> enter(ladder)));
        }
    }

    private void enter(Stage next) {
        stage = next;
        next.begin();
    }

    @Override
    final void look() {
        if (inTime()) {
            if (stage != null) {
                stage.look();
            }
        } else if (!busy()) {
            confirm();
        }
    }

    /**
     * Whether our namespace is being deleted, or gone, as asked now: then a refusal in it says nothing, as our rights go with
     * it. Blocks.
     */
    final boolean namespaceTerminates() {
        return cluster()
                .find(namespaceRef())
                .filter(this::isOurNamespace)
                .map(NamespaceState::terminating)
                .orElse(true);
    }

    /** A turn: somebody deletes the namespace; the waves that are left have nothing to do. */
    final void namespaceGoes() {
        if (!terminating) {
            terminating = true;
            namespaceStays = false;
            told.notice("the namespace is being deleted meanwhile: what is left in it goes with it");
        }
    }

    final boolean terminating() {
        return terminating;
    }

    /** Another of its name, made when ours was gone or never ours, is not waited for. */
    final boolean isOurNamespace(HasMetadata namespace) {
        return namespace.getMetadata().getUid().equals(namespaceUid);
    }

    /** Our namespace, as the watches show it. */
    final Optional<Namespace> seenNamespace() {
        return view.objects().stream()
                .filter(Namespace.class::isInstance)
                .filter(this::isOurNamespace)
                .map(Namespace.class::cast)
                .findFirst();
    }

    /** What stands in the namespace; who can't look says so. Blocks. */
    final Contents contents() {
        try {
            return cluster().contents(application());
        } catch (ApsException e) {
            return Contents.unknown(e.getMessage());
        }
    }

    /** What force may not do is told in the end, and the rest is done all the same. Blocks. */
    final <R> R unlessRefused(Callable<R> work, Function<String, R> otherwise) throws Exception {
        try {
            return work.call();
        } catch (ApsException e) {
            if (request.force() && (e.code() == ErrorCode.NOT_ALLOWED || e.code() == ErrorCode.REJECTED)) {
                return otherwise.apply(e.getMessage());
            }
            throw e;
        }
    }

    final void hindered(String why) {
        if (hindrances.add(why)) {
            told.notice(why);
        }
    }

    /** With the namespace all is gone that was in it. */
    final List<ObjectRef> everything() {
        return Stream.of(
                        told.removed().stream(),
                        record().inventory().stream().map(Item::ref),
                        foreign.stream().map(Remnant::ref))
                .flatMap(refs -> refs)
                .distinct()
                .toList();
    }

    /** Whether all that was to go is gone, though the namespace is there. */
    final boolean emptied(Contents contents) {
        return namespaceStays
                && contents.complete()
                && contents.objects().stream().noneMatch(belongings.among(contents)::isOurs);
    }

    /** What is no longer there as it was recorded: gone, or another by now. */
    final void gone(ObjectRef ref) {
        leavings.gone(ref);
    }

    /** What the record is to tell of from now on. */
    final List<Item> left(Contents contents) {
        return leavings.of(record().inventory(), contents);
    }

    final boolean namespaceStays() {
        return namespaceStays;
    }

    final Blockers blockers(Namespace left, Contents contents) {
        return Blockers.of(left, contents, belongings, List.copyOf(hindrances));
    }

    final boolean force() {
        return request.force();
    }

    final Graces graces() {
        return graces;
    }

    final Watched view() {
        return view;
    }

    final RemovalTelling told() {
        return told;
    }

    final String namespaceUid() {
        return namespaceUid;
    }

    final Known known(Item item) {
        return Inventory.of(record()).known(item.ref());
    }

    final ObjectRef namespaceRef() {
        return new ObjectRef("v1", "Namespace", "", application());
    }

    @Override
    void release() {
        var held = view;
        if (held != null) {
            held.close();
        }
    }
}
