package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.util.List;
import java.util.Map;
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
    /** What it was prepared with. */
    private RecordedSettings recorded = RecordedSettings.NONE;
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
        } else if (order.inherits()) {
            run.waitFor("the record to be read");
            run.ask(this::look, found -> prepare(found, next));
        } else {
            prepare(RecordedSettings.NONE, next);
        }
    }

    /** What can't be read here is told by who must read it, after all that we may is known. */
    private RecordedSettings look() {
        try {
            var records = run.cluster().records();
            return records.find(order.application())
                    .map(record -> RecordedSettings.of(record, records.current(record)))
                    .orElse(RecordedSettings.NONE);
        } catch (ApsException e) {
            if (ClusterRun.mayHeal(e)) {
                throw e;
            }
            return RecordedSettings.NONE;
        }
    }

    private void prepare(RecordedSettings settings, Runnable next) {
        recorded = settings;
        run.waitFor("the release to be read");
        read(order.repository(), () -> order.preparation().of(settings), next);
    }

    /**
     * An interrupted operation goes on with what it recorded: what it was told may mean another release by now. What a
     * rollback brings is decided by the record as it stands.
     *
     * @param current what is kept of the current version
     * @param resumed whether it was interrupted, so that the current version is its own
     */
    void byRecord(Optional<ApplicationRecord> found, Optional<Kept> current, boolean resumed, Runnable next) {
        if (order.recall().isPresent()) {
            recall(found, order.recall().get(), next);
            return;
        }
        var now = found.map(record -> RecordedSettings.of(record, current)).orElse(RecordedSettings.NONE);
        if (!resumed && order.inherits() && !now.equals(recorded)) {
            // Another operation ended meanwhile.
            prepare(now, lookAgain);
            return;
        }
        again(current.filter(kept -> resumed), next);
    }

    private void again(Optional<Kept> resumed, Runnable next) {
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
                                        + run.cluster().name() + "'"))
                        .because(why.isLost() ? ErrorReason.NO_RECORD : ErrorReason.NO_APPLICATION);
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

    /** What a kept version is made ready with. */
    private record Stored(Map<String, Map<String, SecretValue>> secrets, Optional<List<ProjectContent>> files) {}

    /** From what the cluster keeps; its repository is asked only for files that are not there any more. */
    private void recall(ApplicationRecord record, Recall recall, Kept kept) {
        var descriptor = recall.descriptor().apply(kept);
        var inventory = Inventory.of(record);
        var secrets = new KeptSecrets(run.cluster(), inventory, order.application());
        var files = new KeptFiles(run.cluster(), inventory, order.application());
        run.ask(() -> new Stored(secrets.of(descriptor, kept, recall.credentials()), files.of(kept)), stored -> {
            Callable<Prepared> preparation = () -> recall.preparation()
                    .of(kept, stored.secrets(), stored.files())
                    .hiding(secrets.read());
            Runnable next = () -> {
                recalled = kept;
                lookAgain.run();
            };
            if (stored.files().isPresent()) {
                run.ask(preparation, good -> {
                    deployment.prepared(good);
                    next.run();
                });
            } else {
                run.waitFor("the release to be read");
                read(descriptor.repository(), preparation, next);
            }
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
