package io.jenkins.plugins.aps.jenkins.credentials;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The credential of a configured cluster, looked up anew each time: a secret file is a kubeconfig, a secret text is a
 * token, no id is the service account of the pod that Jenkins runs in.
 */
public final class ClusterCredentials implements Supplier<ClusterCredential> {
    private final JenkinsFacade jenkins;
    private final String cluster;
    private final String credentialsId;
    private final String serverUrl;

    /** @param serverUrl where a token is sent; a kubeconfig says that itself */
    public ClusterCredentials(JenkinsFacade jenkins, String cluster, String credentialsId, String serverUrl) {
        this.jenkins = jenkins;
        this.cluster = cluster;
        this.credentialsId = credentialsId;
        this.serverUrl = serverUrl;
    }

    @Override
    public ClusterCredential get() {
        if (credentialsId.isEmpty()) {
            return new ClusterCredential.ServiceAccount();
        }
        var file = jenkins.credentialOfInstance(credentialsId, FileCredentials.class, serverUrl);
        if (file.isPresent()) {
            return new ClusterCredential.Kubeconfig(new SecretValue(contentOf(file.get())), "", false);
        }
        return jenkins.credentialOfInstance(credentialsId, StringCredentials.class, serverUrl)
                .map(text -> new ClusterCredential.Token(jenkins.reveal(text.getSecret())))
                .orElseThrow(() -> new ApsException(
                        ErrorCode.NOT_FOUND,
                        "Cluster '" + cluster + "' is configured with the credential '" + credentialsId
                                + "', but there is no secret file (a kubeconfig) and no secret text (a token) of that"
                                + " id among the credentials of this Jenkins"
                                + (serverUrl.isEmpty() ? "" : " whose domain has " + serverUrl)
                                + "; those of folders are not looked at"));
    }

    private String contentOf(FileCredentials file) {
        try (var content = file.getContent()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new ApsException(
                    ErrorCode.NOT_FOUND,
                    "The secret file '" + credentialsId + "' of cluster '" + cluster + "' can't be read",
                    unreadable);
        }
    }
}
