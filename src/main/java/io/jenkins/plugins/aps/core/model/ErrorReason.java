package io.jenkins.plugins.aps.core.model;

/**
 * What in particular went wrong, where different things have one {@link ErrorCode}. Clients choose their hint by it; it is
 * never part of an answer. An error whose message already says what to do has none.
 */
public enum ErrorReason {
    /** The message says it all. */
    UNSPECIFIED,
    /** Another operation is at work on the application. */
    OPERATION_RUNNING,
    /** Another operation took the place of this one. */
    SUPERSEDED,
    /** Undeploying without force is for running applications only. */
    NOT_RUNNING,
    /** The name, or its namespace, belongs to somebody else. */
    NAME_TAKEN,
    /** Fields or objects were changed by somebody else. */
    CHANGED_OUTSIDE,
    /** Something that isn't an API server answers at the cluster's address. */
    NO_API_SERVER,
    /** There is no such host. */
    UNKNOWN_HOST,
    /** Nothing listens at the address. */
    NOTHING_LISTENS,
    /** There is no application of this name. */
    NO_APPLICATION,
    /** There is an application that says of itself what it is, and no record of it. */
    NO_RECORD,
    /** There is no Git repository at the address. */
    NO_REPOSITORY,
    /** The folder of the clones can't be used. */
    CACHE_FOLDER,
    /** The SSH server's key is not a known one. */
    SSH_HOST_UNKNOWN,
    /** The SSH server has another key than the known one. */
    SSH_HOST_CHANGED,
    /** An SSH address without a private key. */
    SSH_KEY_MISSING,
    /** A private key that can't be read, or that the server does not accept. */
    SSH_KEY_UNUSABLE,
    /** A private key whose passphrase is missing or wrong. */
    SSH_PASSPHRASE
}
