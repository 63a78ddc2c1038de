package io.jenkins.plugins.aps.core.model;

/** What to do when another operation is at work on the same application. */
public enum IfRunning {
    /** Wait until it has ended. */
    WAIT,
    /** Fail with {@link ErrorCode#CONFLICT}. */
    FAIL,
    /** Take its place: it notices before its next write and ends as superseded. */
    SUPERSEDE
}
