package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;

/** Whether a cluster's settings can be used: for who says them, before the cluster is asked. */
public final class ClusterCheck {
    private ClusterCheck() {}

    /** What is wrong with them and with the credential, each at its field; empty: nothing that shows without the cluster. */
    public static List<Problem> problems(ClusterSettings settings) {
        return KubernetesCluster.problems(settings);
    }
}
