package io.jenkins.plugins.aps.jenkins.console;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;

/** What somebody at Jenkins can do about an error. */
final class Remedies {
    private Remedies() {}

    /** By what became of the application first: nothing is offered that was done already, or can't be done. */
    static String of(ApsException error) {
        if (error.code() == ErrorCode.OUTCOME_UNKNOWN) {
            return left(error);
        }
        return switch (error.outcome()) {
            case LEFT -> left(error);
            case ROLLED_BACK -> "The version before runs again; nothing has to be brought back. " + cause(error);
            case NOT_ROLLED_BACK ->
                "apsStatus tells how the application stands. Correct the causes of both failures, then run the build"
                        + " again, or bring the last good version back with apsRollback.";
            case UNDEPLOYED -> "The application is gone, with its data; the build deploys it anew. " + cause(error);
            case NOT_UNDEPLOYED ->
                "Some of the application is still there; apsStatus tells what. See to what is named above, then"
                        + " undeploy again: apsUndeploy with force: true goes on.";
        };
    }

    private static String cause(ApsException error) {
        return switch (error.code()) {
            case TIMED_OUT ->
                "If it only needs longer, raise timeoutMinutes or componentTimeoutMinutes and run the build again.";
            case REJECTED -> left(error);
            default -> "Correct the cause of the failure and run the build again.";
        };
    }

    private static String left(ApsException error) {
        if (error.reason() == ErrorReason.NO_RECORD) {
            return "apsAdopt with dryRun: true tells what a new record would say; or restore a saved one.";
        }
        return switch (error.code()) {
            case INVALID_REQUEST ->
                error.reason() == ErrorReason.SSH_KEY_MISSING
                        ? "Configure the repository with a credential of the kind SSH username with private key, or with its"
                                + " https address (Manage Jenkins, System, APS Deployer). Nothing was changed."
                        : "Correct the step's parameters, or the release, and run the build again. Nothing was changed.";
            case NOT_AUTHENTICATED ->
                "Start the build as a user who is logged in, or let an administrator configure a"
                        + " service identity (Manage Jenkins, System, APS Deployer).";
            case NOT_ALLOWED -> notAllowed(error.reason());
            case NOT_FOUND -> notFound(error.reason());
            case CONFLICT -> conflict(error.reason());
            case REJECTED -> "Change what the cluster refused, or its rule or quota, and run the build again.";
            case FAILED ->
                "Look at the reasons above, correct the cause and run the build again: it goes on from where"
                        + " things stand. Where a version ran before, apsRollback brings it back.";
            case TIMED_OUT ->
                "If the application only needs longer, raise timeoutMinutes or componentTimeoutMinutes and"
                        + " run the build again: it goes on from where things stand.";
            case UNREACHABLE -> unreachable(error.reason());
            case OUTCOME_UNKNOWN ->
                "Look at the application with apsStatus, then run the build again: the same request"
                        + " again is safe.";
            case INTERNAL -> "This is a defect of the plugin: please report it with this log and that of Jenkins.";
        };
    }

    private static String notFound(ErrorReason reason) {
        return switch (reason) {
            case NO_APPLICATION -> "The dashboard (APS) and apsStatus list the applications that exist.";
            case NO_REPOSITORY ->
                "Check the repository's address, and its credential (Test connection under Manage Jenkins, System, APS"
                        + " Deployer): many servers hide what an account may not see.";
            default ->
                "Check the names, the ids of credentials, and what is configured under Manage Jenkins,"
                        + " System, APS Deployer.";
        };
    }

    private static String conflict(ErrorReason reason) {
        return switch (reason) {
            case OPERATION_RUNNING ->
                "Wait for the other operation, or take its place: ifRunning: 'supersede', or force: true of"
                        + " apsUndeploy.";
            case SUPERSEDED -> "Follow the operation that is at work now: apsStatus with wait: true.";
            case NOT_RUNNING -> "apsUndeploy with force: true removes it all the same.";
            case NAME_TAKEN -> "It is not this application's, and stays. Choose another name for the application.";
            case CHANGED_OUTSIDE ->
                "What somebody changed in the cluster is theirs: do what the message says, then run the build again. Or"
                        + " take the fields back with forceConflicts: true of apsDeploy and apsRedeploy; with dryRun: true"
                        + " it is only shown what that would change.";
            default -> "Do what the message says, then run the build again.";
        };
    }

    private static String notAllowed(ErrorReason reason) {
        return switch (reason) {
            case SSH_HOST_UNKNOWN ->
                "Compare the fingerprint with the one that the host's administrators publish. If it is the same, add"
                        + " the host to the repository's known hosts (Manage Jenkins, System, APS Deployer).";
            case SSH_HOST_CHANGED ->
                "Ask the host's administrators whether its key was changed. If it was, replace its line in the"
                        + " repository's known hosts (Manage Jenkins, System, APS Deployer); if not, do not connect.";
            case SSH_KEY_UNUSABLE, SSH_PASSPHRASE ->
                "Correct the credential that the repository is configured with: SSH username with private key.";
            default ->
                "Ask an administrator for the missing permission or role; where the cluster or the repository refused,"
                        + " for rights of the account that is configured for it.";
        };
    }

    private static String unreachable(ErrorReason reason) {
        return switch (reason) {
            case UNKNOWN_HOST ->
                "Check how the host's name is written in the configuration, and that the controller is in its network.";
            case NOTHING_LISTENS -> "Check host and port of the address, and that the server runs.";
            case NO_API_SERVER ->
                "Check the cluster's address (Test connection under Manage Jenkins, System, APS Deployer).";
            case CACHE_FOLDER -> "Give that folder of the controller room and the right to write in it.";
            default ->
                "Check the address, the network and the credential (Test connection under Manage Jenkins, System, APS"
                        + " Deployer) and run the build again.";
        };
    }
}
