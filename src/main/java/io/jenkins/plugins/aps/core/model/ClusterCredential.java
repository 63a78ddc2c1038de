package io.jenkins.plugins.aps.core.model;

/** How we prove who we are at a cluster. No {@code toString} of it shows a secret. */
public sealed interface ClusterCredential {
    /**
     * A kubeconfig.
     *
     * @param content its YAML
     * @param context the context to use; empty: its current one
     * @param trusted whether it comes from the person at the command line: only then may it run programs and name files
     * @param file where it was read from, for sentences; empty: the cluster's name says enough
     */
    record Kubeconfig(SecretValue content, String context, boolean trusted, String file) implements ClusterCredential {
        public Kubeconfig(SecretValue content, String context, boolean trusted) {
            this(content, context, trusted, "");
        }
    }

    /** A bearer token, used with the cluster's {@code serverUrl}. */
    record Token(SecretValue token) implements ClusterCredential {}

    /** The service account of the pod that we run in. */
    record ServiceAccount() implements ClusterCredential {}
}
