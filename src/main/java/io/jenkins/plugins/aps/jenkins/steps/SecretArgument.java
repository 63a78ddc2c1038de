package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.credentials.CredentialChoices;
import java.io.Serializable;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code apsSecret(variable, credentialsId)}: a secret variable and where its value is; never the value. */
public class SecretArgument extends AbstractDescribableImpl<SecretArgument> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String variable;
    private final String credentialsId;

    @DataBoundConstructor
    public SecretArgument(String variable, String credentialsId) {
        this.variable = Typed.text(variable);
        this.credentialsId = Typed.text(credentialsId);
    }

    public String getVariable() {
        return variable;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Its form. */
    @Extension
    @Symbol("apsSecret")
    public static final class DescriptorImpl extends Descriptor<SecretArgument> {
        @Override
        public String getDisplayName() {
            return Messages.SecretArgument_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            var jenkins = JenkinsFacade.get();
            if (!jenkins.mayChooseCredentials(item)) {
                return jenkins.onlyCurrent(credentialsId);
            }
            return jenkins.choices(CredentialChoices.VARIABLE, item, credentialsId);
        }
    }
}
