package io.jenkins.plugins.aps.core.event;

/**
 * Hears the events of one operation, in the order of the grammar in {@link DeployEvent}, from one thread at a time (not
 * always the same one). What a listener throws is logged and otherwise ignored: an operation doesn't depend on who
 * watches it. A listener must not block.
 */
@FunctionalInterface
public interface DeployListener {
    /** Hears nothing. */
    DeployListener SILENT = event -> {};

    void on(DeployEvent event);
}
