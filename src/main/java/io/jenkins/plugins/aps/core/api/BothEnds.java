package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailureOutcome;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.UndeployResult;

/** A failure, told with how the operation ended that it started. */
final class BothEnds {
    private BothEnds() {}

    static ApsException rolledBack(ApsException first, Instance now) {
        return with(
                first,
                FailureOutcome.ROLLED_BACK,
                "it was rolled back: release " + now.release() + " runs again, as version " + now.applicationVersion());
    }

    static ApsException notRolledBack(ApsException first, Throwable second) {
        return letGo(
                first,
                second,
                with(first, FailureOutcome.NOT_ROLLED_BACK, "rolling it back failed too: " + second.getMessage()));
    }

    static ApsException undeployed(ApsException first, UndeployResult removed) {
        var gone = removed.verdict() == UndeployResult.Outcome.GONE;
        return with(
                first,
                gone ? FailureOutcome.UNDEPLOYED : FailureOutcome.NOT_UNDEPLOYED,
                gone ? "it was undeployed, as asked" : "undeploying it, as asked, failed too: " + removed.reason());
    }

    static ApsException notUndeployed(ApsException first, Throwable second) {
        return letGo(
                first,
                second,
                with(
                        first,
                        FailureOutcome.NOT_UNDEPLOYED,
                        "undeploying it, as asked, failed too: " + second.getMessage()));
    }

    /** What this process let go of is not known to have failed. */
    private static ApsException letGo(ApsException first, Throwable second, ApsException told) {
        return second instanceof ApsException aps && aps.code() == ErrorCode.OUTCOME_UNKNOWN
                ? new ApsException(ErrorCode.OUTCOME_UNKNOWN, told.getMessage(), told.problems())
                        .of(first.application(), first.operation())
                : told;
    }

    private static ApsException with(ApsException first, FailureOutcome outcome, String second) {
        return first.reworded(first.getMessage() + "; " + second, first.problems())
                .with(outcome);
    }
}
