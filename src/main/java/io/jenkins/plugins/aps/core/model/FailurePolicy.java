package io.jenkins.plugins.aps.core.model;

/** What to do with an application whose operation failed or was aborted. */
public enum FailurePolicy {
    /** Leave everything as it is, to be looked at. */
    LEAVE,
    /** Back to the last good version; at a first deployment the same as {@link #LEAVE}. */
    ROLLBACK,
    /** Remove the application. */
    UNDEPLOY
}
