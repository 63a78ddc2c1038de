package io.jenkins.plugins.aps.core.model;

/** What became of an application after an operation on it failed, for whoever says what to do next. */
public enum FailureOutcome {
    /** It is as the operation left it. */
    LEFT,
    /** The last good version runs again. */
    ROLLED_BACK,
    /** Bringing the last good version back failed too, or is not known to have ended. */
    NOT_ROLLED_BACK,
    /** It is gone, as was asked for. */
    UNDEPLOYED,
    /** An undeployment did not end: some of it is still there. */
    NOT_UNDEPLOYED
}
