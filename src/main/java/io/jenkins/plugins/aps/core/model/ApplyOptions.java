package io.jenkins.plugins.aps.core.model;

/**
 * What a deployment does only where it is asked for.
 *
 * @param noGateway without a gateway, though one is set or recorded: no host of the Ingress, no addresses
 * @param forceConflicts takes back the fields that others changed, instead of ending as a conflict
 */
public record ApplyOptions(boolean noGateway, boolean forceConflicts) {
    public static final ApplyOptions NONE = new ApplyOptions(false, false);
}
