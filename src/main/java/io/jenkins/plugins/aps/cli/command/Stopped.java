package io.jenkins.plugins.aps.cli.command;

/** The process was asked to end while an operation ran; what is left has been told. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** As shells tell it: 128 and the number of the signal of Ctrl-C. */
    static final int EXIT_CODE = 130;

    Stopped() {
        super("stopped", null, false, false);
    }
}
