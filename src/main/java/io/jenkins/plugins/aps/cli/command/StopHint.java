package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.core.model.OperationType;
import java.util.Optional;

/**
 * What is told when a command was stopped: how the application stands, and only commands that do what is said of them. Pure.
 *
 * @param application its name
 * @param dryRun whether nothing was to be changed
 */
record StopHint(String application, boolean dryRun) {
    /**
     * @param type of the operation; empty: it had not begun
     * @param planned whether it had a plan, from which on it may have changed something; an undeployment may from its start
     */
    String of(Optional<OperationType> type, boolean planned) {
        if (dryRun) {
            return "Stopped; nothing was changed.";
        }
        if (type.filter(OperationType::isRemoval).isPresent()) {
            return "Stopped. Some of '%s' may be gone: 'aps status %s' shows what is left, 'aps undeploy %s --force' goes on."
                    .formatted(application, application, application);
        }
        if (type.isEmpty() || !planned) {
            return "Stopped before '%s' was changed: 'aps status %s' shows it, the same command begins anew."
                    .formatted(application, application);
        }
        return "Stopped. What was done to '%s' stays: 'aps status %s' shows it, %s, 'aps undeploy %s --force' removes it."
                .formatted(application, application, next(type.get()), application);
    }

    private String next(OperationType type) {
        return switch (type) {
            // There is nothing to go back to yet.
            case DEPLOY -> "the same command goes on";
            case UPGRADE -> "the same command goes on, " + rollback() + " goes back";
            case REDEPLOY ->
                "the same command goes on, " + rollback() + " goes to the last good version, if there is one";
            // The same rollback would go back to what ran before: that is the last good version now.
            case ROLLBACK ->
                "'aps redeploy " + application + "' goes on, " + rollback() + " returns to what ran before";
            case UNDEPLOY, FORCE_UNDEPLOY -> "the same command goes on";
        };
    }

    private String rollback() {
        return "'aps rollback " + application + "'";
    }
}
