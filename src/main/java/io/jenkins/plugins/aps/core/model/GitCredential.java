package io.jenkins.plugins.aps.core.model;

/** How we prove who we are at a Git repository. No {@code toString} of it shows a secret. */
public sealed interface GitCredential {
    /** Nothing to prove. */
    record Anonymous() implements GitCredential {}

    /** For {@code https} and {@code http}; also {@code ssh} with a password. */
    record UserPassword(String user, SecretValue password) implements GitCredential {}

    /**
     * For {@code ssh}.
     *
     * @param user login name; empty: that of the URL
     * @param privateKey PEM or OpenSSH text
     * @param passphrase of the key; its value may be empty
     * @param knownHosts lines as in {@code known_hosts}; a host that is not in them is refused
     */
    record SshKey(String user, SecretValue privateKey, SecretValue passphrase, String knownHosts)
            implements GitCredential {}
}
