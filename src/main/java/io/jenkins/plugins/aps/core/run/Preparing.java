package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Gets a deployment's release read and its request checked: of what was asked for, of what an interrupted operation kept,
 * or of the recorded version that is to be brought once more. Each method is a turn, or the beginning of one.
 */
final class Preparing {
    private final DeployRun run;
    private final DeployOrder order;
    private final Deployment deployment;
    private final Runnable lookAgain;
    private final Consumer<Throwable> unprepared;
    /** The version that is prepared, as it is kept: it may be brought with another address. */
    private Kept recalled;

    /**
     * @param lookAgain the turn that reads the record: what was read is of a version that it named
     * @param unprepared a turn: it can't be prepared
     */
    Preparing(
            DeployRun run,
            DeployOrder order,
            Deployment deployment,
            Runnable lookAgain,
            Consumer<Throwable> unprepared) {
        this.run = run;
        this.order = order;
        this.deployment = deployment;
        this.lookAgain = lookAgain;
        this.unprepared = unprepared;
    }

    /** What is asked for; a version of the record is prepared when that was read. */
    void begin(Runnable next) {
        if (order.recall().isPresent()) {
            next.run();
        } else {
            run.waitFor("the release to be read");
            read(order.repository(), order.preparation(), next);
        }
    }

    /**
     * An interrupted operation goes on with what it recorded: what it was told may mean another release by now. What a
     * rollback brings is decided by the record as it stands.
     *
     * @param resumed what it has kept already, if it was interrupted
     */
    void byRecord(Optional<ApplicationRecord> found, Optional<Kept> resumed, Runnable next) {
        if (order.recall().isPresent()) {
            recall(found, order.recall().get(), next);
            return;
        }
        var other = resumed.filter(kept -> !kept.agrees(deployment.prepared().kept()));
        if (other.isPresent()) {
            run.waitFor("the release to be read again");
            read(order.repository(), () -> order.again().apply(other.get()), lookAgain);
        } else {
            next.run();
        }
    }

    private void recall(Optional<ApplicationRecord> found, Recall recall, Runnable next) {
        if (found.isEmpty()) {
            run.ask(() -> run.cluster().unrecorded(order.application()), why -> {
                throw new ApsException(
                        ErrorCode.NOT_FOUND,
                        why.after("there is no application '" + order.application() + "' at cluster '"
                                + run.cluster().name() + "'"));
            });
            return;
        }
        var record = found.get();
        run.waitFor("the version to be read");
        var version = new RecalledVersion(
                record, run.id(), v -> run.cluster().records().kept(order.application(), v));
        run.ask(() -> recall.adapting().apply(version.find(recall)), kept -> {
            if (kept.equals(recalled)) {
                next.run();
            } else {
                recall(record, recall, kept);
            }
        });
    }

    private void recall(ApplicationRecord record, Recall recall, Kept kept) {
        var descriptor = recall.descriptor().apply(kept);
        var secrets = new KeptSecrets(run.cluster(), Inventory.of(record), order.application());
        run.ask(() -> secrets.of(descriptor, kept, recall.credentials()), values -> {
            run.waitFor("the release to be read");
            read(
                    descriptor.repository(),
                    () -> recall.preparation().of(kept, values).hiding(secrets.read()),
                    () -> {
                        recalled = kept;
                        lookAgain.run();
                    });
        });
    }

    /** Nothing waits for it: an operation that is to end does so, and what is read then is of no use any more. */
    private void read(String repository, Callable<Prepared> reading, Runnable next) {
        run.act(
                run.threads().readers(repository),
                reading,
                good -> {
                    run.heldBy("");
                    if (!run.halted()) {
                        deployment.prepared(good);
                        next.run();
                    }
                },
                error -> {
                    if (run.halted()) {
                        return;
                    }
                    if (order.isUnderWay() && ClusterRun.mayHeal(error) && run.inTime()) {
                        again(error, () -> read(repository, reading, next));
                    } else {
                        unprepared.accept(error);
                    }
                });
    }

    /** The repository is away, and is asked once more after a while. */
    void again(Throwable error, Runnable asking) {
        run.heldBy("the repository to answer: " + error.getMessage());
        run.later(ClusterRun.PAUSE, asking);
    }
}
