package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** Which recorded version a rollback or redeployment brings, as the record stands. */
final class RecalledVersion {
    private final ApplicationRecord record;
    private final String operation;
    private final IntFunction<Optional<Kept>> versions;
    /** The version that was the current one when this operation began. */
    private final int before;

    /**
     * @param operation the one at work
     * @param versions those that are kept; blocks
     */
    RecalledVersion(ApplicationRecord record, String operation, IntFunction<Optional<Kept>> versions) {
        this.record = record;
        this.operation = operation;
        this.versions = versions;
        this.before = RecordEdits.operation(record, operation)
                .map(own -> own.applicationVersion() - 1)
                .orElse(record.currentVersion());
    }

    /**
     * What is kept of it: an operation that is entered again goes on with what it kept itself. Blocks.
     *
     * @throws ApsException {@code notFound} if there is none
     */
    Kept find(Recall recall) {
        return RecordEdits.operation(record, operation)
                .flatMap(own -> versions.apply(own.applicationVersion())
                        .map(kept -> asRecorded(own.applicationVersion(), kept)))
                .orElseGet(() -> kept(number(recall)));
    }

    /** Who can make objects in the platform namespace could otherwise choose what a rollback deploys. */
    private Kept asRecorded(int version, Kept kept) {
        if (!record.agrees(version, kept)) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "what is kept of version " + version + " of application '" + record.application()
                            + "' is not what was deployed as that version: somebody replaced its ConfigMap 'app-"
                            + record.application() + ".v" + version
                            + "'. Go back to another version, or deploy its release again");
        }
        return kept;
    }

    private int number(Recall recall) {
        if (recall.isUndoing()) {
            return lastGood();
        }
        if (recall.version() > 0) {
            return recall.version();
        }
        return recall.type() == OperationType.REDEPLOY ? lastAskedFor() : lastGoodBefore();
    }

    private int lastGood() {
        if (record.lastGoodVersion() == 0) {
            throw new ApsException(
                    ErrorCode.NOT_FOUND,
                    "no version of application '" + record.application() + "' ever ran: there is none to go back to");
        }
        return record.lastGoodVersion();
    }

    /** Not what an automatic rollback brought: nobody asked for that. */
    private int lastAskedFor() {
        return record.operations().stream()
                .filter(o -> o.summary().type().makesVersion())
                .filter(o -> !o.summary().id().equals(operation))
                .filter(o -> !FollowUp.isRollback(record, o.summary().id()))
                .findFirst()
                .map(ApplicationRecord.RecordedOperation::applicationVersion)
                .orElse(before);
    }

    /** Of one that runs, the last good one that was another: a rollback to the same would change nothing. */
    private int lastGoodBefore() {
        var good = new TreeSet<Integer>(Collections.reverseOrder());
        good.add(record.lastGoodVersion());
        record.operations().stream()
                .filter(o -> o.summary().type().makesVersion())
                .filter(o -> o.summary().verdict() == Verdict.SUCCEEDED)
                .forEach(o -> good.add(o.applicationVersion()));
        var runs = good.contains(before);
        var current = runs ? versions.apply(before) : Optional.<Kept>empty();
        for (var version : good) {
            var same = current.isPresent()
                    && version < before
                    && versions.apply(version).filter(current.get()::agrees).isPresent();
            if (version > 0 && version < before && !same) {
                return version;
            }
        }
        throw new ApsException(
                ErrorCode.NOT_FOUND,
                "application '" + record.application() + "' has no good version before version " + before
                        + " to go back to");
    }

    private Kept kept(int version) {
        return versions.apply(version)
                .map(kept -> asRecorded(version, kept))
                .orElseThrow(() -> new ApsException(
                        ErrorCode.NOT_FOUND,
                        "version " + version + " of application '" + record.application() + "' "
                                + (version > before
                                        ? "was never made: the last one is " + before
                                        : "is not recorded any more: the last ten are, and the last good one"),
                        List.of()));
    }
}
