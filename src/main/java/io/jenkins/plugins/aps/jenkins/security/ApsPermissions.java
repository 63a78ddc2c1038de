package io.jenkins.plugins.aps.jenkins.security;

import hudson.Extension;
import hudson.model.listeners.ItemListener;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.aps.core.model.Right;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;

/**
 * Our permissions, on the instance as a whole. Only {@link Jenkins#ADMINISTER} implies them: who may read jobs is not
 * one of those who deploy.
 */
public final class ApsPermissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup(ApsPermissions.class, Messages._ApsPermissions_group());

    public static final Permission VIEW = permission("View", Messages._ApsPermissions_view());
    public static final Permission DEPLOY = permission("Deploy", Messages._ApsPermissions_deploy());
    public static final Permission UNDEPLOY = permission("Undeploy", Messages._ApsPermissions_undeploy());
    public static final Permission FORCE_UNDEPLOY =
            permission("ForceUndeploy", Messages._ApsPermissions_forceUndeploy());

    private static final Map<Permission, String> NAMES = Map.of(
            VIEW, "APS/View", DEPLOY, "APS/Deploy", UNDEPLOY, "APS/Undeploy", FORCE_UNDEPLOY, "APS/ForceUndeploy");

    private ApsPermissions() {}

    public static List<Permission> all() {
        return List.of(VIEW, DEPLOY, UNDEPLOY, FORCE_UNDEPLOY);
    }

    /** How a person finds it in the matrix of permissions. */
    public static String nameOf(Permission permission) {
        return NAMES.getOrDefault(permission, "");
    }

    /** What lets somebody do it. */
    public static Permission of(Right right) {
        return switch (right) {
            case VIEW -> VIEW;
            case DEPLOY -> DEPLOY;
            case UNDEPLOY -> UNDEPLOY;
            case FORCE_UNDEPLOY -> FORCE_UNDEPLOY;
        };
    }

    private static Permission permission(String name, Localizable description) {
        return new Permission(GROUP, name, description, Jenkins.ADMINISTER, PermissionScope.JENKINS);
    }

    /** Makes them known when Jenkins starts; otherwise the matrix lacks them until somebody deploys. */
    @Extension
    public static final class Registration extends ItemListener {
        private final List<Permission> known;

        public Registration() {
            // By its class: ItemListener has a static all() of its own, which would hide ours.
            known = ApsPermissions.all();
        }

        List<Permission> known() {
            return known;
        }
    }
}
