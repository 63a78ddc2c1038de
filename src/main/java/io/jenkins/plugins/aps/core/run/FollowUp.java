package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.model.OperationType;

/**
 * The operation that a deployment starts when it fails. The write that records the failure gives it the application, so
 * that nobody comes in between, and whoever enters the failed operation again finds it.
 *
 * @param operationId its id
 * @param type rollback or force undeployment
 */
public record FollowUp(String operationId, OperationType type) {
    private static final String ROLLBACK = "-rollback";

    /** Back to the last good version. */
    public static FollowUp rollback(String operation) {
        return new FollowUp(operation + ROLLBACK, OperationType.ROLLBACK);
    }

    /** The application is removed. */
    public static FollowUp undeploy(String operation) {
        return new FollowUp(operation + "-undeploy", OperationType.FORCE_UNDEPLOY);
    }

    /** Whether an operation of a record was a rollback that another one started: nobody asked for its version. */
    static boolean isRollback(ApplicationRecord record, String operation) {
        return operation.endsWith(ROLLBACK)
                && record.operationIds().contains(operation.substring(0, operation.length() - ROLLBACK.length()));
    }
}
