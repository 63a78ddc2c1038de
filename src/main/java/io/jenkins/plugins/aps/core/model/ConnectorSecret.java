package io.jenkins.plugins.aps.core.model;

/**
 * A secret variable of a connector as a door hands it over.
 *
 * @param credentialsId where it came from, for the record: an id of a Jenkins credential, or {@link #FILE} for the
 *     command line; never the value
 * @param value resolved by the door just before the call
 */
public record ConnectorSecret(String credentialsId, SecretValue value) {
    /** Instead of an id, where a file held the value. */
    public static final String FILE = "file";
}
