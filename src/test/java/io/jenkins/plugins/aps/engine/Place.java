package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A cluster that scenarios run on, and the names that they may use there. */
interface Place {
    /** An administrator's, in YAML, with everything in it. */
    String kubeconfig();

    /** A new client; the caller closes it. */
    KubernetesClient client();

    /** A name that no other test class uses. */
    String name(String end);

    /** The platform namespace of this class. */
    default String platform() {
        return name("platform");
    }
}
