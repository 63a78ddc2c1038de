package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.DeployerAccount;
import io.jenkins.plugins.aps.controlplane.Prefix;
import java.io.IOException;

/** A real control plane, where the deployer is a service account with the rights of docs/rbac.yaml and no others. */
public final class PlanePlace implements Place {
    private static final String FORCE = "rbac-force.yaml";

    private final ControlPlane plane;
    private final Prefix prefix;
    private final DeployerAccount account;
    private boolean force;

    public PlanePlace(ControlPlane plane, Prefix prefix) throws IOException {
        this.plane = plane;
        this.prefix = prefix;
        account = new DeployerAccount(plane, platform());
    }

    /** With those of docs/rbac-force.yaml too. */
    public static PlanePlace withForce(ControlPlane plane, Prefix prefix) throws IOException {
        var place = new PlanePlace(plane, prefix);
        place.account.apply(FORCE);
        place.force = true;
        place.account.awaitRight(true, "patch", "", "secrets", "", "default");
        return place;
    }

    @Override
    public String kubeconfig() {
        return account.kubeconfig();
    }

    @Override
    public KubernetesClient client() {
        return plane.client();
    }

    @Override
    public String name(String end) {
        return prefix.name(end);
    }

    @Override
    public boolean mayListAll() {
        return force;
    }

    /** The account goes with its namespace, what it was given beside docs/rbac.yaml here. */
    @Override
    public void close() {
        account.admin()
                .rbac()
                .clusterRoleBindings()
                .withName("aps-deployer-force")
                .delete();
        account.close();
    }
}
