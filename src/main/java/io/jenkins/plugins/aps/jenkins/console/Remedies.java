package io.jenkins.plugins.aps.jenkins.console;

import io.jenkins.plugins.aps.core.model.ErrorCode;

/** What somebody at Jenkins can do about an error. */
final class Remedies {
    private Remedies() {}

    static String of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST ->
                "Correct the step's parameters, or the release, and run the build again." + " Nothing was changed.";
            case NOT_AUTHENTICATED ->
                "Start the build as a user who is logged in, or let an administrator configure a"
                        + " service identity (Manage Jenkins, System, APS Deployer).";
            case NOT_ALLOWED ->
                "Ask an administrator for the missing permission or role; where the cluster or the"
                        + " repository refused, for rights of the account that is configured for it.";
            case NOT_FOUND ->
                "Check the names, the ids of credentials, and what is configured under Manage Jenkins,"
                        + " System, APS Deployer.";
            case CONFLICT ->
                "Wait for the other operation, or take its place: ifRunning: 'supersede', or force: true of"
                        + " apsUndeploy. Where a name is taken, choose another; where somebody changed an object in the"
                        + " cluster, do what the message says.";
            case REJECTED -> "Change what the cluster refused, or its rule or quota, and run the build again.";
            case FAILED ->
                "Look at the reasons above, correct the cause and run the build again: it goes on from where"
                        + " things stand. apsRollback brings the last good version back.";
            case TIMED_OUT ->
                "If the application only needs longer, raise timeoutMinutes or componentTimeoutMinutes and"
                        + " run the build again: it goes on from where things stand.";
            case UNREACHABLE ->
                "Check the address, the network and the credential (Test connection under Manage"
                        + " Jenkins, System, APS Deployer) and run the build again.";
            case OUTCOME_UNKNOWN ->
                "Look at the application with apsStatus, then run the build again: the same request"
                        + " again is safe.";
            case INTERNAL -> "This is a defect of the plugin: please report it with this log and that of Jenkins.";
        };
    }
}
