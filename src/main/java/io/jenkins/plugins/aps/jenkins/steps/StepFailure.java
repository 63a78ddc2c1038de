package io.jenkins.plugins.aps.jenkins.steps;

import hudson.AbortException;

/** Ends a step badly, and with it usually the build: Jenkins prints the message without a stack trace. */
final class StepFailure extends AbortException {
    private static final long serialVersionUID = 1L;

    private final String text;

    StepFailure(String text) {
        super(text);
        this.text = text;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
