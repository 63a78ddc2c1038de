package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import java.util.Set;

/** What to do about each kind of error, in the command line's words. */
final class Remedies {
    /** Commands that bring an application to a version, and wait for other operations. */
    private static final Set<String> DEPLOYING = Set.of("deploy", "rollback", "redeploy");

    /** Those of them that take fields back where they are told so; a rollback always does. */
    private static final Set<String> TAKING_BACK = Set.of("deploy", "redeploy");

    private Remedies() {}

    /**
     * One or two sentences.
     *
     * @param command what was typed first, for example {@code deploy}
     */
    static String of(ApsException error, String command) {
        var name = error.application().isEmpty() ? "APPLICATION" : error.application();
        if (error.code() == ErrorCode.OUTCOME_UNKNOWN) {
            return left(error, command, name);
        }
        return switch (error.outcome()) {
            case LEFT -> left(error, command, name);
            case ROLLED_BACK ->
                "The version before runs again; nothing has to be brought back. 'aps status %s' shows it. %s"
                        .formatted(name, cause(error.code()));
            case NOT_ROLLED_BACK ->
                "'aps status %s' shows each service with its events and log. Correct both causes, then run the same command again, or 'aps rollback %s'; 'aps undeploy %s --force' removes the application."
                        .formatted(name, name, name);
            case UNDEPLOYED ->
                "The application is gone, with its data; the same command deploys it anew. " + cause(error.code());
            case NOT_UNDEPLOYED -> failed("undeploy", name);
        };
    }

    private static String cause(ErrorCode code) {
        return switch (code) {
            case TIMED_OUT -> "If it only needs longer: --timeout-minutes and --component-timeout-minutes.";
            case REJECTED -> "Correct what the cluster refused and run the same command again.";
            default -> "Correct the cause and run the same command again.";
        };
    }

    private static String failed(String command, String name) {
        return command.equals("undeploy")
                ? "'aps status %s' shows what is still there; 'aps undeploy %s --force' goes on removing it."
                        .formatted(name, name)
                : "'aps status %s' shows each service with its events and log. Once the cause is corrected, deploy again or 'aps redeploy %s'; 'aps rollback %s' goes back to the last good version, if there is one; 'aps undeploy %s --force' removes the application."
                        .formatted(name, name, name, name);
    }

    private static String left(ApsException error, String command, String name) {
        return switch (error.code()) {
            case INVALID_REQUEST -> invalid(error.reason(), command);
            case NOT_AUTHENTICATED ->
                "Check the account: --kubeconfig and --context for the cluster; --git-user with --git-password-file, or --git-key,"
                        + " for the repository.";
            case NOT_ALLOWED -> notAllowed(error.reason());
            case NOT_FOUND -> notFound(error.reason(), command, name);
            case CONFLICT -> conflict(error.reason(), command, name);
            case REJECTED ->
                "The cluster refused an object. Correct what it names and run the same command again: what is already as it should be is left alone.";
            case FAILED -> failed(command, name);
            case TIMED_OUT ->
                "It may still get there: 'aps status %s --wait' watches on. --timeout-minutes%s more time."
                        .formatted(
                                name, DEPLOYING.contains(command) ? " and --component-timeout-minutes give" : " gives");
            case UNREACHABLE -> unreachable(error.reason());
            case OUTCOME_UNKNOWN ->
                "'aps status %s' shows what stands. Running the same command again is safe: what is already so is left alone."
                        .formatted(name);
            case INTERNAL ->
                "This is a defect of aps. Run it again with APS_DEBUG=1 in the environment and report what it prints.";
        };
    }

    private static String invalid(ErrorReason reason, String command) {
        if (reason == ErrorReason.SSH_KEY_MISSING) {
            return "Nothing was changed. Name the private key with --git-key FILE, or use the https address of the repository.";
        }
        return command.isEmpty() || command.equals("help")
                ? "Nothing was changed. 'aps help' lists the commands, 'aps help COMMAND' explains one."
                : "Nothing was changed. Correct what is listed and run the command again; 'aps %s --help' explains the options."
                        .formatted(command);
    }

    private static String notAllowed(ErrorReason reason) {
        return switch (reason) {
            case SSH_HOST_UNKNOWN ->
                "Compare the fingerprint with the one that the host's administrators publish. If it is the same, add the host to"
                        + " ~/.ssh/known_hosts ('ssh-keyscan HOST', with -p PORT), or to the file of --git-known-hosts.";
            case SSH_HOST_CHANGED ->
                "Ask the host's administrators whether its key was changed. If it was, replace the host's line in"
                        + " ~/.ssh/known_hosts, or in the file of --git-known-hosts; if not, do not connect.";
            case SSH_KEY_UNUSABLE -> "Name the private key with --git-key FILE, and the account with --git-user.";
            case SSH_PASSPHRASE -> "Write the key's passphrase to a file and name it with --git-password-file FILE.";
            default ->
                "Ask for the missing right for the account of your kubeconfig or repository, or use another one (--context,"
                        + " --git-user, --git-key).";
        };
    }

    private static String notFound(ErrorReason reason, String command, String name) {
        if (reason == ErrorReason.NO_REPOSITORY) {
            return "Check --repository, and the account (--git-user with --git-password-file, or --git-key): many servers hide"
                    + " what an account may not see.";
        }
        return switch (command) {
            case "rollback", "redeploy" ->
                reason == ErrorReason.NO_APPLICATION
                        ? "'aps status' lists the applications that exist."
                        : "'aps status %s' lists its versions.".formatted(name);
            case "releases" -> "'aps releases --repository URL' lists the releases that exist.";
            case "deploy", "serve" ->
                "'aps releases --repository URL' lists the releases that exist, 'aps status' the applications.";
            default -> "'aps status' lists the applications that exist.";
        };
    }

    private static String unreachable(ErrorReason reason) {
        return switch (reason) {
            case UNKNOWN_HOST ->
                "Check how the host's name is written, and whether this machine is in its network (DNS, VPN).";
            case NOTHING_LISTENS -> "Check host and port of the address, and that the server runs.";
            case NO_API_SERVER ->
                "Check the server's address in the kubeconfig (--kubeconfig, --context; 'kubectl cluster-info' shows it).";
            case CACHE_FOLDER ->
                "Give that folder room and the right to write in it, or name another one with $XDG_CACHE_HOME.";
            default ->
                "Check that the address answers from this machine (network, VPN, proxy), then run the same command again.";
        };
    }

    private static String conflict(ErrorReason reason, String command, String name) {
        if (command.equals("serve")) {
            return "Say another port with --port (0: any that is free), or end what listens there; an address must be this machine's.";
        }
        return switch (reason) {
            case OPERATION_RUNNING ->
                command.equals("undeploy")
                        ? "'aps status %s --wait' waits for it. 'aps undeploy %s --force' takes its place."
                                .formatted(name, name)
                        : "'aps status %s' tells what is at work. '--if-running wait' waits for it, '--if-running supersede' takes its place."
                                .formatted(name);
            case SUPERSEDED -> "'aps status %s --wait' follows the operation that is at work now.".formatted(name);
            case NOT_RUNNING -> "'aps undeploy %s --force' removes it all the same.".formatted(name);
            case NAME_TAKEN ->
                command.equals("undeploy")
                        ? "It is not this application's, and stays. 'aps status' lists the applications that there are."
                        : "It is not this application's, and stays. Choose another name for the application.";
            case CHANGED_OUTSIDE ->
                "What somebody changed in the cluster is theirs: do what the message says, then run the same command again."
                        + (TAKING_BACK.contains(command)
                                ? " Or take the fields back with --force-conflicts; with --dry-run it is only shown what that would change."
                                : " --dry-run shows it without a change.");
            default -> "Do what the message says. 'aps status %s' shows how the application stands.".formatted(name);
        };
    }
}
