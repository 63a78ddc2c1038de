package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.RecordedOperation;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Preconditions;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;
import java.util.Optional;

/** Refuses an operation on an application that is another by now than when somebody decided on it. Pure. */
final class PreconditionCheck {
    private PreconditionCheck() {}

    /**
     * @param found the record as it stands; empty: none
     * @param own id of the operation that asks; what it recorded itself is no change
     * @throws ApsException {@code conflict}, with who changed it
     */
    static void refuseIfChanged(Optional<ApplicationRecord> found, Preconditions expected, String own) {
        if (expected.isEmpty()
                || found.filter(record -> RecordEdits.isLast(record, own)).isPresent()) {
            return;
        }
        if (found.isEmpty()) {
            throw changed("there is no such application any more: it was undeployed", expected, 0);
        }
        var record = found.get();
        var last = record.operations().stream().findFirst();
        var sameVersion =
                expected.applicationVersion() == 0 || expected.applicationVersion() == record.currentVersion();
        var sameOperation = expected.operation().isEmpty()
                || last.filter(o -> o.summary().id().equals(expected.operation()))
                        .isPresent();
        if (!sameVersion || !sameOperation) {
            throw changed(
                    "it is version " + record.currentVersion() + " of release " + record.release() + " now"
                            + last.map(PreconditionCheck::told).orElse(""),
                    expected,
                    record.currentVersion());
        }
    }

    private static String told(RecordedOperation last) {
        var operation = last.summary();
        return ", last operation: " + operation.type().json() + " by " + operation.by() + " at "
                + operation.startedAt();
    }

    private static ApsException changed(String how, Preconditions expected, int version) {
        var where = expected.applicationVersion() == version || expected.applicationVersion() == 0
                ? "basedOnOperation"
                : "basedOnVersion";
        return new ApsException(
                ErrorCode.CONFLICT,
                "the application was changed since this was decided: " + how + ". Nothing was changed now",
                List.of(new Problem(
                        where,
                        "is not the last any more. Look at the application, decide again, and send what it has then")));
    }
}
