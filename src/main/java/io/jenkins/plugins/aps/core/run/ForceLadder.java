package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.cluster.Contents;
import io.jenkins.plugins.aps.core.run.Rungs.Act;
import io.jenkins.plugins.aps.core.run.Rungs.Rung;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * What force does when a namespace does not go by itself: looks what is in the way, does what each rung can do about it,
 * looks again, until the namespace is gone or there is nothing more to do. Which acts that are, {@link Rungs} says.
 */
final class ForceLadder implements Stage {
    private final RemovalRun run;
    private final Rungs rungs;
    private final Runnable over;
    private final Set<String> refused = new HashSet<>();
    private Instant lastAct;
    private Instant emptySince;
    private boolean climbing;
    private boolean acted;

    /** @param over the namespace is gone, or nothing more can be done */
    ForceLadder(RemovalRun run, Rungs rungs, Runnable over) {
        this.run = run;
        this.rungs = rungs;
        this.over = over;
        this.lastAct = run.now();
    }

    /** What there is, or why nobody can tell. */
    record Sight(Optional<Namespace> namespace, Contents contents) {}

    @Override
    public void begin() {
        climb();
    }

    /** What changes in it tells little; that it is gone, all. */
    @Override
    public void look() {
        if (!climbing && run.view().synced() && run.seenNamespace().isEmpty()) {
            climb();
        }
    }

    private void climb() {
        if (climbing) {
            return;
        }
        climbing = true;
        run.ask(this::see, this::seen);
    }

    /** Blocks. */
    private Sight see() {
        Optional<HasMetadata> namespace = run.cluster().find(run.namespaceRef()).filter(run::isOurNamespace);
        return new Sight(namespace.map(Namespace.class::cast), namespace.isPresent() ? run.contents() : Contents.NONE);
    }

    private void seen(Sight sight) {
        if (sight.namespace().isEmpty()) {
            over.run();
            return;
        }
        var empty = sight.contents().provablyEmpty();
        emptySince = !empty ? null : emptySince == null ? run.now() : emptySince;
        var settled = empty
                && !run.now()
                        .isBefore(emptySince.plus(Graces.within(run.graces().empty(), run.left())));
        acted = false;
        next(rungs.of(sight.namespace().get(), sight.contents(), settled).iterator());
    }

    /** The next rung that has something to do. */
    private void next(Iterator<Rung> rest) {
        while (rest.hasNext()) {
            var rung = rest.next();
            var acts = rung.acts().stream()
                    .filter(act -> !refused.contains(act.id()))
                    .toList();
            if (!acts.isEmpty()) {
                new RungWork(rung, acts, rest).begin();
                return;
            }
        }
        climbed();
    }

    private void climbed() {
        climbing = false;
        if (acted) {
            lastAct = run.now();
        }
        if (!run.inTime() || run.now().isAfter(lastAct.plus(run.graces().settling()))) {
            over.run();
            return;
        }
        run.waitFor("the namespace to be gone, after all that force can do");
        run.againLater(this::again);
    }

    private void again() {
        if (run.inTime()) {
            climb();
        } else {
            over.run();
        }
    }

    /** The acts of one rung, all at once. */
    private final class RungWork {
        private final Rung rung;
        private final java.util.List<Act> acts;
        private final Iterator<Rung> rest;
        private final Instant startedAt = run.now();
        private int open;

        RungWork(Rung rung, java.util.List<Act> acts, Iterator<Rung> rest) {
            this.rung = rung;
            this.acts = acts;
            this.rest = rest;
            this.open = acts.size();
        }

        void begin() {
            run.waitFor(rung.name());
            run.told().waveStarted(rung.index(), rung.name(), acts.size());
            for (var act : acts) {
                run.send(
                        () -> {
                            run.owned().check();
                            return run.unlessRefused(
                                    () -> new Done(act.work().call(), ""), why -> new Done(false, why));
                        },
                        done -> done(act, done));
            }
        }

        private void done(Act act, Done done) {
            open--;
            if (!done.refused().isEmpty()) {
                refused.add(act.id());
                run.hindered(done.refused());
            } else if (done.did()) {
                acted = true;
                act.told().run();
            }
            if (open == 0 && !run.halted()) {
                run.told().waveEnded(rung.index(), rung.name(), startedAt);
                next(rest);
            }
        }
    }

    /** Whether it was done, or why it was refused. */
    private record Done(boolean did, String refused) {}
}
