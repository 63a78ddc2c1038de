package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.plan.Planner;
import io.jenkins.plugins.aps.core.status.NamespaceReasons;
import java.time.Instant;

/** Deletes the namespace, unless it is being deleted already, and waits until it is gone. */
final class NamespaceRemoval implements Stage {
    private static final int INDEX = 0;

    private final RemovalRun run;
    private final Runnable gone;
    private final Runnable stays;
    private final Instant startedAt;
    private final Instant impatientAt;
    private boolean asking = true;
    private boolean over;

    /**
     * @param gone it is no more
     * @param stays it does not go by itself; with force only
     */
    NamespaceRemoval(RemovalRun run, Runnable gone, Runnable stays) {
        this.run = run;
        this.gone = gone;
        this.stays = stays;
        this.startedAt = run.now();
        this.impatientAt = run.now().plus(Graces.within(run.graces().ending(), run.left()));
    }

    @Override
    public void begin() {
        run.waitFor("the namespace to be deleted");
        run.told().waveStarted(INDEX, Planner.waveName(INDEX), 1);
        var terminating = run.terminating();
        run.send(
                () -> {
                    run.owned().check();
                    if (terminating) {
                        return "";
                    }
                    return run.unlessRefused(
                            () -> {
                                run.cluster().delete(run.namespaceRef(), run.namespaceUid());
                                return "";
                            },
                            why -> why);
                },
                refused -> {
                    asking = false;
                    if (!refused.isEmpty()) {
                        run.hindered(refused);
                    }
                    if (!run.halted()) {
                        run.look();
                    }
                });
    }

    @Override
    public void look() {
        if (asking || over) {
            return;
        }
        var seen = run.seenNamespace();
        if (run.view().synced() && seen.isEmpty()) {
            ask();
            return;
        }
        waitOn(seen.orElse(null));
    }

    /** A watch may be wrong; what is said to be gone is looked for once more. */
    private void ask() {
        asking = true;
        run.ask(() -> run.cluster().find(run.namespaceRef()).filter(run::isOurNamespace), left -> {
            asking = false;
            if (left.isPresent()) {
                waitOn((Namespace) left.get());
                return;
            }
            over = true;
            run.told().removed(run.namespaceRef(), "");
            run.told().waveEnded(INDEX, Planner.waveName(INDEX), startedAt);
            gone.run();
        });
    }

    private void waitOn(Namespace seen) {
        var why = seen == null ? "" : String.join("; ", NamespaceReasons.of(seen));
        run.waitFor("the namespace to be gone" + (why.isEmpty() ? "" : ": " + why));
        if (run.force() && !run.now().isBefore(impatientAt)) {
            over = true;
            run.told().notice("the namespace does not go by itself" + (why.isEmpty() ? "" : ": " + why));
            stays.run();
        } else {
            run.againLater(run::look);
        }
    }
}
