package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.ErrorCode;

/** What to do about each kind of error, in the command line's words. */
final class Remedies {
    private Remedies() {}

    /**
     * One or two sentences.
     *
     * @param command what was typed first, for example {@code deploy}
     * @param application the application it was about, or the empty string
     */
    static String of(ErrorCode code, String command, String application) {
        var name = application.isEmpty() ? "APPLICATION" : application;
        return switch (code) {
            case INVALID_REQUEST ->
                command.isEmpty() || command.equals("help")
                        ? "Nothing was changed. 'aps help' lists the commands, 'aps help COMMAND' explains one."
                        : "Nothing was changed. Correct what is listed and run the command again; 'aps %s --help' explains the options."
                                .formatted(command);
            case NOT_AUTHENTICATED ->
                "Check the account: --kubeconfig and --context for the cluster; --git-user with --git-password-file, or --git-key,"
                        + " for the repository.";
            case NOT_ALLOWED ->
                "Ask for the missing right for the account of your kubeconfig or repository, or use another one (--context,"
                        + " --git-user, --git-key).";
            case NOT_FOUND ->
                command.equals("rollback") || command.equals("redeploy")
                        ? "'aps status' lists the applications that exist, 'aps status %s' the versions of one; --repository names where their releases came from."
                                .formatted(name)
                        : "'aps releases --repository URL' lists the releases that exist, 'aps status' the applications.";
            case CONFLICT -> conflict(command, name);
            case REJECTED ->
                "The cluster refused an object. Correct what it names and run the same command again: what is already as it should be is left alone.";
            case FAILED ->
                "'aps status %s' shows each service with its events and log. Once the cause is corrected, deploy again or 'aps redeploy %s --repository URL'; 'aps rollback %s --repository URL' goes back to the last good version, if there is one; 'aps undeploy %s --force' removes the application."
                        .formatted(name, name, name, name);
            case TIMED_OUT ->
                "It may still get there: 'aps status %s --wait' watches on. --timeout-minutes and --component-timeout-minutes give more time."
                        .formatted(name);
            case UNREACHABLE ->
                "Check that the address answers from this machine (network, VPN, proxy), then run the same command again.";
            case OUTCOME_UNKNOWN ->
                "'aps status %s' shows what stands. Running the same command again is safe: what is already so is left alone."
                        .formatted(name);
            case INTERNAL ->
                "This is a defect of aps. Run it again with APS_DEBUG=1 in the environment and report what it prints.";
        };
    }

    private static String conflict(String command, String name) {
        return switch (command) {
            case "serve" ->
                "Say another port with --port (0: any that is free), or end what listens there; an address must be this machine's.";
            case "undeploy" ->
                "'aps status %s' tells how it stands. 'aps undeploy %s --force' removes it all the same, unless it belongs to somebody else."
                        .formatted(name, name);
            default ->
                "'aps status %s' tells what is at work. '--if-running wait' waits for it, '--if-running supersede' takes its place; a name that belongs to somebody else stays theirs: choose another. What somebody changed in the cluster is theirs too: the message says how to get it back."
                        .formatted(name);
        };
    }
}
