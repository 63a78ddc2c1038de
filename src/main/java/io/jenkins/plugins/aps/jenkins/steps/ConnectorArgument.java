package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsConnector(name, template or image, variables, secrets)}. */
public class ConnectorArgument extends AbstractDescribableImpl<ConnectorArgument> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private String template = "";
    private String image = "";
    private String variables = "";
    private ArrayList<SecretArgument> secrets = new ArrayList<>();

    @DataBoundConstructor
    public ConnectorArgument(String name) {
        this.name = Typed.text(name);
    }

    public String getName() {
        return name;
    }

    public String getTemplate() {
        return template;
    }

    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = Typed.text(template);
    }

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Typed.text(image);
    }

    public String getVariables() {
        return variables;
    }

    @DataBoundSetter
    public void setVariables(String variables) {
        this.variables = Typed.text(variables);
    }

    public List<SecretArgument> getSecrets() {
        return secrets;
    }

    @DataBoundSetter
    public void setSecrets(List<SecretArgument> secrets) {
        this.secrets = new ArrayList<>(secrets == null ? List.of() : secrets);
    }

    /** Its form. */
    @Extension
    @Symbol("apsConnector")
    public static final class DescriptorImpl extends Descriptor<ConnectorArgument> {
        @Override
        public String getDisplayName() {
            return Messages.ConnectorArgument_displayName();
        }
    }
}
