package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.OperationType;

/** Whether a deployment that failed starts another operation, and how the record says so. */
final class Mending {
    private final ClusterClient cluster;
    private final DeployOrder order;
    private final Deployment deployment;

    Mending(ClusterClient cluster, DeployOrder order, Deployment deployment) {
        this.cluster = cluster;
        this.order = order;
        this.deployment = deployment;
    }

    /**
     * The end of the operation, with what is to follow it: that owns the application from the same write on. Blocks.
     *
     * @param ended the record with its end
     */
    ApplicationRecord followed(ApplicationRecord ended) {
        return order.followUp()
                .filter(next -> isDue(next, ended.lastGoodVersion()))
                .flatMap(next -> RecordEdits.operation(ended, order.operationId())
                        .map(own -> RecordEdits.handOver(
                                ended, own, next, cluster.doors().self())))
                .orElse(ended);
    }

    /** Going back to the version that just failed mends nothing. */
    private boolean isDue(FollowUp next, int good) {
        if (next.type() != OperationType.ROLLBACK) {
            return true;
        }
        if (good == 0 || good == deployment.version()) {
            return false;
        }
        try {
            return cluster.records()
                    .kept(order.application(), good)
                    .filter(kept -> deployment.kept() != null && kept.agrees(deployment.kept()))
                    .isEmpty();
        } catch (ApsException e) {
            if (ClusterRun.mayHeal(e)) {
                throw e;
            }
            // It is damaged: the rollback tells that.
            return true;
        }
    }
}
