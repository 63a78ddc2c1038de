package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.client.KubernetesClient;

/** A cluster that scenarios run on, and the names that they may use there. */
public interface Place extends AutoCloseable {
    /** The deployer's, in YAML, with everything in it. */
    String kubeconfig();

    /** A new client of an administrator, for what is looked at and done beside the deployer; the caller closes it. */
    KubernetesClient client();

    /** A name that no other test class uses. */
    String name(String end);

    /** Whether the deployer may list ConfigMaps of all namespaces. */
    default boolean mayListAll() {
        return true;
    }

    /** The platform namespace of this class. */
    default String platform() {
        return name("platform");
    }

    @Override
    void close();
}
