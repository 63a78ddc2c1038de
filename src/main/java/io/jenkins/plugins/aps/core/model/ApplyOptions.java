package io.jenkins.plugins.aps.core.model;

/**
 * What a deployment does only where it is asked for.
 *
 * @param noGateway without a gateway, though one is set or recorded: no host of the Ingress, no addresses
 * @param forceConflicts takes back the fields that others changed, instead of ending as a conflict
 * @param preconditions what the application must still be
 */
public record ApplyOptions(boolean noGateway, boolean forceConflicts, Preconditions preconditions) {
    public static final ApplyOptions NONE = new ApplyOptions(false, false);

    /** Of an application whatever it is. */
    public ApplyOptions(boolean noGateway, boolean forceConflicts) {
        this(noGateway, forceConflicts, Preconditions.NONE);
    }

    /** The same for an application that must still be so. */
    public ApplyOptions with(Preconditions preconditions) {
        return new ApplyOptions(noGateway, forceConflicts, preconditions);
    }
}
