package io.jenkins.plugins.aps.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import java.util.function.Supplier;

/** The credential of a configured repository, looked up anew each time: user name with password, or SSH key. */
public final class GitCredentials implements Supplier<GitCredential> {
    private final JenkinsFacade jenkins;
    private final String repository;
    private final String credentialsId;
    private final String address;
    private final String knownHosts;

    /** @param address of the repository, also as {@code user@host:path} */
    public GitCredentials(
            JenkinsFacade jenkins, String repository, String credentialsId, String address, String knownHosts) {
        this.jenkins = jenkins;
        this.repository = repository;
        this.credentialsId = credentialsId;
        this.address = address.matches("[^/]+@[^/:]+:.*") ? "ssh://" + address.replaceFirst(":/*", "/") : address;
        this.knownHosts = knownHosts;
    }

    @Override
    public GitCredential get() {
        if (credentialsId.isEmpty()) {
            return new GitCredential.Anonymous();
        }
        var key = jenkins.credentialOfInstance(credentialsId, SSHUserPrivateKey.class, address);
        if (key.isPresent()) {
            return sshKey(key.get());
        }
        return jenkins.credentialOfInstance(credentialsId, StandardUsernamePasswordCredentials.class, address)
                .map(this::userPassword)
                .orElseThrow(() -> missing("no user name with password and no SSH key of that id"));
    }

    private GitCredential userPassword(StandardUsernamePasswordCredentials found) {
        return new GitCredential.UserPassword(found.getUsername(), jenkins.reveal(found.getPassword()));
    }

    private GitCredential sshKey(SSHUserPrivateKey found) {
        if (found.getPrivateKeys().isEmpty()) {
            throw missing("no private key in it");
        }
        return new GitCredential.SshKey(
                found.getUsername(),
                new SecretValue(found.getPrivateKeys().get(0)),
                passphrase(found.getPassphrase()),
                knownHosts);
    }

    private SecretValue passphrase(Secret secret) {
        return secret == null ? new SecretValue("") : jenkins.reveal(secret);
    }

    private ApsException missing(String what) {
        return new ApsException(
                ErrorCode.NOT_FOUND,
                "Repository '" + repository + "' is configured with the credential '" + credentialsId
                        + "', but there is " + what
                        + " among the credentials of this Jenkins whose domain has its address; those of folders are not"
                        + " looked at");
    }
}
