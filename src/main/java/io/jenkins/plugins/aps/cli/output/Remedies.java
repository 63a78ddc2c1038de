package io.jenkins.plugins.aps.cli.output;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to do about an error, in the command line's words: only commands and options that there are. */
final class Remedies {
    private static final String AGAIN = "run the same command again";

    private final TypedCommand typed;
    private final ApsException error;
    /** Of the application, to be typed. */
    private final String name;

    Remedies(TypedCommand typed, ApsException error) {
        this.typed = typed;
        this.error = error;
        this.name = Stream.of(error.application(), typed.application(), "APPLICATION")
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** One or two sentences. */
    String told() {
        if (error.code() == ErrorCode.OUTCOME_UNKNOWN) {
            return left();
        }
        return switch (error.outcome()) {
            case LEFT -> left();
            case ROLLED_BACK ->
                "The version before runs again; nothing has to be brought back. 'aps status %s' shows it. %s"
                        .formatted(name, cause());
            case NOT_ROLLED_BACK ->
                "'aps status %s' shows each service with its events and log. Correct both causes, then run the same command again, or 'aps rollback %s'; 'aps undeploy %s --force' removes the application."
                        .formatted(name, name, name);
            case UNDEPLOYED -> "The application is gone, with its data; the same command deploys it anew. " + cause();
            case NOT_UNDEPLOYED -> failed(true);
        };
    }

    private String cause() {
        return switch (error.code()) {
            case TIMED_OUT -> longer("If it only needs longer: ", ".", "", "Correct the cause and " + AGAIN + ".");
            case REJECTED -> "Correct what the cluster refused and " + AGAIN + ".";
            default -> "Correct the cause and " + AGAIN + ".";
        };
    }

    /** A sentence with the options that give more time. */
    private String longer(String before, String afterTwo, String afterOne, String without) {
        var options = options("--timeout-minutes", "--component-timeout-minutes");
        return options.isEmpty()
                ? without
                : before + String.join(" and ", options) + (options.size() > 1 ? afterTwo : afterOne);
    }

    private String failed(boolean removal) {
        return removal
                ? "'aps status %s' shows what is still there; 'aps undeploy %s --force' goes on removing it."
                        .formatted(name, name)
                : "'aps status %s' shows each service with its events and log. Once the cause is corrected, deploy again or 'aps redeploy %s'; 'aps rollback %s' goes back to the last good version, if there is one; 'aps undeploy %s --force' removes the application."
                        .formatted(name, name, name, name);
    }

    private String left() {
        if (error.reason() == ErrorReason.NO_RECORD) {
            return "'aps adopt %s --dry-run' shows what a new record would say; docs/backup.md tells how to restore a saved one."
                    .formatted(name);
        }
        return switch (error.code()) {
            case INVALID_REQUEST -> invalid();
            case NOT_AUTHENTICATED -> account();
            case NOT_ALLOWED -> notAllowed();
            case NOT_FOUND -> notFound();
            case CONFLICT -> conflict();
            case REJECTED ->
                "The cluster refused an object. Correct what it names and run the same command again: what is already as it should be is left alone.";
            case FAILED -> failed(is("undeploy"));
            case TIMED_OUT ->
                "It may still get there: 'aps status %s --wait' watches on.".formatted(name)
                        + longer(" ", " give more time.", " gives more time.", "");
            case UNREACHABLE -> unreachable();
            case OUTCOME_UNKNOWN ->
                "'aps status %s' shows what stands. Running the same command again is safe: what is already so is left alone."
                        .formatted(name);
            case INTERNAL ->
                "This is a defect of aps. Run it again with APS_DEBUG=1 in the environment and report what it prints.";
        };
    }

    private String account() {
        var places = Stream.of(
                        typed.has("--kubeconfig") ? "--kubeconfig and --context for the cluster" : "",
                        typed.has("--git-key")
                                ? "--git-user with --git-password-file, or --git-key, for the repository"
                                : "")
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        return "Check the account" + (places.isEmpty() ? "." : ": " + places + ".");
    }

    private String invalid() {
        if (error.reason() == ErrorReason.SSH_KEY_MISSING) {
            return "Nothing was changed. Name the private key with --git-key FILE, or use the https address of the repository.";
        }
        return typed.name().isEmpty() || is("help")
                ? "Nothing was changed. 'aps help' lists the commands, 'aps help COMMAND' explains one."
                : "Nothing was changed. Correct what is listed and run the command again; 'aps %s --help' explains the options."
                        .formatted(typed.name());
    }

    private String notAllowed() {
        return switch (error.reason()) {
            case SSH_HOST_UNKNOWN ->
                "Compare the fingerprint with the one that the host's administrators publish. If it is the same, add the host to"
                        + " ~/.ssh/known_hosts ('ssh-keyscan HOST', with -p PORT), or to the file of --git-known-hosts.";
            case SSH_HOST_CHANGED ->
                "Ask the host's administrators whether its key was changed. If it was, replace the host's line in"
                        + " ~/.ssh/known_hosts, or in the file of --git-known-hosts; if not, do not connect.";
            case SSH_KEY_UNUSABLE -> "Name the private key with --git-key FILE, and the account with --git-user.";
            case SSH_PASSPHRASE -> "Write the key's passphrase to a file and name it with --git-password-file FILE.";
            default -> {
                var others = options("--context", "--git-user", "--git-key");
                yield "Ask for the missing right for the account of your "
                        + Stream.of(
                                        typed.has("--context") ? "kubeconfig" : "",
                                        typed.has("--git-key") ? "repository" : "")
                                .filter(each -> !each.isEmpty())
                                .collect(Collectors.joining(" or "))
                        + (others.isEmpty() ? "." : ", or use another one (" + String.join(", ", others) + ").");
            }
        };
    }

    private String notFound() {
        if (error.reason() == ErrorReason.NO_REPOSITORY) {
            return "Check --repository, and the account (--git-user with --git-password-file, or --git-key): many servers hide"
                    + " what an account may not see.";
        }
        return switch (typed.name()) {
            case "rollback", "redeploy" ->
                error.reason() == ErrorReason.NO_APPLICATION
                        ? "'aps status' lists the applications that exist."
                        : "'aps status %s' lists its versions.".formatted(name);
            case "releases" -> "'aps releases --repository URL' lists the releases that exist.";
            case "deploy", "serve" ->
                "'aps releases --repository URL' lists the releases that exist, 'aps status' the applications.";
            default -> "'aps status' lists the applications that exist.";
        };
    }

    private String unreachable() {
        return switch (error.reason()) {
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

    private String conflict() {
        if (is("serve")) {
            return "Say another port with --port (0: any that is free), or end what listens there; an address must be this machine's.";
        }
        return switch (error.reason()) {
            case OPERATION_RUNNING -> running();
            case SUPERSEDED -> "'aps status %s --wait' follows the operation that is at work now.".formatted(name);
            case NOT_RUNNING -> "'aps undeploy %s --force' removes it all the same.".formatted(name);
            case NAME_TAKEN ->
                is("undeploy")
                        ? "It is not this application's, and stays. 'aps status' lists the applications that there are."
                        : "It is not this application's, and stays. Choose another name for the application.";
            case CHANGED_OUTSIDE ->
                "What somebody changed in the cluster is theirs: do what the message says, then run the same command again."
                        + changed();
            default -> "Do what the message says. 'aps status %s' shows how the application stands.".formatted(name);
        };
    }

    private String running() {
        if (is("undeploy")) {
            return "'aps status %s --wait' waits for it. 'aps undeploy %s --force' takes its place."
                    .formatted(name, name);
        }
        return typed.has("--if-running")
                ? "'aps status %s' tells what is at work. '--if-running wait' waits for it, '--if-running supersede' takes its place."
                        .formatted(name)
                : "'aps status %s --wait' waits for it.".formatted(name);
    }

    /** A rollback always takes fields back. */
    private String changed() {
        if (typed.has("--force-conflicts")) {
            return " Or take the fields back with --force-conflicts; with --dry-run it is only shown what that would change.";
        }
        return typed.has("--dry-run") ? " --dry-run shows it without a change." : "";
    }

    private boolean is(String command) {
        return typed.name().equals(command);
    }

    private List<String> options(String... names) {
        return Stream.of(names).filter(typed::has).toList();
    }
}
