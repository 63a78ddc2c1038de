package io.jenkins.plugins.aps.core.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which rights a request needs: derived from the request itself, for every front end. Steps, the REST API and the
 * stand-alone server ask here, and nowhere else is it decided.
 *
 * <p>Whatever a request may lead to needs its right from the start: a deployment that may undeploy by force when it fails
 * is refused before it begins, not when it fails.
 */
public final class AuthorizationPolicy {
    /** Of a request that only reads. */
    public static final Set<Right> READING = Set.of(Right.VIEW);

    /** Of a request that keeps a descriptor to be deployed later, or removes such a one. */
    public static final Set<Right> STORING = Set.of(Right.DEPLOY);

    /** Of every deployment, at the least: asked before the request is read, which may need more. */
    public static final Set<Right> DEPLOYING = Set.of(Right.DEPLOY);

    /**
     * Of an adoption, a dry run too. Labels alone say whose the application is, which anybody may have set: who adopts it may
     * deploy it, and remove it without any other proof.
     */
    public static final Set<Right> ADOPTING =
            Collections.unmodifiableSet(EnumSet.of(Right.DEPLOY, Right.FORCE_UNDEPLOY));

    private AuthorizationPolicy() {}

    /** Of a request that becomes an operation. */
    public static Set<Right> of(OperationRequest request) {
        if (request instanceof DeployRequest deploy) {
            return deploying(deploy.onFailure(), FailurePolicy.LEAVE);
        }
        if (request instanceof VersionRequest version) {
            return deploying(version.onFailure(), FailurePolicy.LEAVE);
        }
        if (request instanceof UndeployRequest undeploy) {
            return undeploying(undeploy.force(), undeploy.removeForeignFinalizers());
        }
        throw new IllegalArgumentException("a request of no known kind: " + request.getClass());
    }

    /**
     * Of a deployment, upgrade, rollback or redeployment; a dry run needs what the operation itself would, so that it
     * tells the truth about it. To take another operation's place or others' changed fields needs nothing more: both
     * only bring what a deployment brings anyway.
     *
     * @param onFailure what follows when it fails
     * @param onAbort what follows when its build is aborted
     */
    public static Set<Right> deploying(FailurePolicy onFailure, FailurePolicy onAbort) {
        var rights = EnumSet.copyOf(DEPLOYING);
        if (onFailure == FailurePolicy.UNDEPLOY || onAbort == FailurePolicy.UNDEPLOY) {
            // What follows is a forced undeployment.
            rights.add(Right.FORCE_UNDEPLOY);
        }
        return Collections.unmodifiableSet(rights);
    }

    /** @param removeForeignFinalizers does nothing without force, and needs its right all the same */
    public static Set<Right> undeploying(boolean force, boolean removeForeignFinalizers) {
        return Set.of(force || removeForeignFinalizers ? Right.FORCE_UNDEPLOY : Right.UNDEPLOY);
    }
}
