package io.jenkins.plugins.aps.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Run;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Values of secret variables, from credentials that a run may use: a secret text, or the password of a user name with
 * password. Their use is noted with the credential and the run.
 */
public final class VariableSecrets {
    private final JenkinsFacade jenkins;
    private final Run<?, ?> run;

    public VariableSecrets(JenkinsFacade jenkins, Run<?, ?> run) {
        this.jenkins = jenkins;
        this.run = run;
    }

    /**
     * Looks one up.
     *
     * @param where the field, for the problem
     * @param problems gets a sentence where there is no such credential
     */
    public Optional<ConnectorSecret> find(String credentialsId, String where, List<Problem> problems) {
        if (credentialsId.isEmpty()) {
            problems.add(new Problem(where, "names no credential: give the id of a secret text in 'credentialsId'"));
            return Optional.empty();
        }
        var value = value(credentialsId);
        if (value.isEmpty()) {
            problems.add(new Problem(
                    where,
                    "there is no secret text and no user name with password with the id '" + credentialsId
                            + "' that this build may use: looked in its folders and among the credentials of this"
                            + " Jenkins"));
        }
        return value.map(secret -> new ConnectorSecret(credentialsId, secret));
    }

    /** The value of one that the run may use; empty where there is none of that id. */
    public Optional<SecretValue> value(String credentialsId) {
        return jenkins.credentialOf(run, credentialsId, StringCredentials.class)
                .map(text -> jenkins.reveal(text.getSecret()))
                .or(() -> jenkins.credentialOf(run, credentialsId, StandardUsernamePasswordCredentials.class)
                        .map(pair -> jenkins.reveal(pair.getPassword())));
    }
}
