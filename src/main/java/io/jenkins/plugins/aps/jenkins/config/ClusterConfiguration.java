package io.jenkins.plugins.aps.jenkins.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aps.core.model.GatewayUrl;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.credentials.CredentialChoices;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A cluster that applications are deployed to, as configured. */
public class ClusterConfiguration extends AbstractDescribableImpl<ClusterConfiguration> {
    public static final String DEFAULT_PLATFORM_NAMESPACE = "aps-platform";
    public static final String DEFAULT_CATALOG = "activiti-7";

    private final String name;
    private String serverUrl = "";
    private String caCertificate = "";
    private String credentialsId = "";
    private String platformNamespace = DEFAULT_PLATFORM_NAMESPACE;
    private String gatewayUrl = "";
    private String catalog = DEFAULT_CATALOG;
    private boolean insecureSkipTlsVerify;

    @DataBoundConstructor
    public ClusterConfiguration(String name) {
        this.name = Text.of(name, "");
    }

    public String getName() {
        return name;
    }

    public String getServerUrl() {
        return serverUrl;
    }

    @DataBoundSetter
    public void setServerUrl(String serverUrl) {
        this.serverUrl = Text.of(serverUrl, "");
    }

    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Text.of(caCertificate, "");
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Text.of(credentialsId, "");
    }

    public String getPlatformNamespace() {
        return platformNamespace;
    }

    @DataBoundSetter
    public void setPlatformNamespace(String platformNamespace) {
        this.platformNamespace = Text.of(platformNamespace, DEFAULT_PLATFORM_NAMESPACE);
    }

    public String getGatewayUrl() {
        return gatewayUrl;
    }

    @DataBoundSetter
    public void setGatewayUrl(String gatewayUrl) {
        var url = Text.withoutSlash(Text.of(gatewayUrl, ""));
        // Configuration as code asks no form; what is saved is read by whoever may read the home.
        GatewayUrl.problem(url).ifPresent(problem -> {
            throw new IllegalArgumentException("The gateway URL of cluster '" + name + "' " + problem);
        });
        this.gatewayUrl = url;
    }

    public String getCatalog() {
        return catalog;
    }

    @DataBoundSetter
    public void setCatalog(String catalog) {
        this.catalog = Text.of(catalog, DEFAULT_CATALOG);
    }

    public boolean isInsecureSkipTlsVerify() {
        return insecureSkipTlsVerify;
    }

    @DataBoundSetter
    public void setInsecureSkipTlsVerify(boolean insecureSkipTlsVerify) {
        this.insecureSkipTlsVerify = insecureSkipTlsVerify;
    }

    /** Its form. */
    @Extension
    @Symbol("apsCluster")
    public static final class DescriptorImpl extends Descriptor<ClusterConfiguration> {
        @Override
        public String getDisplayName() {
            return Messages.ClusterConfiguration_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            var jenkins = JenkinsFacade.get();
            jenkins.checkAdminister();
            return jenkins.choices(CredentialChoices.CLUSTER, null, credentialsId);
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.name(value).validation();
        }

        @POST
        public FormValidation doCheckServerUrl(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.optionalUrl(value, "https").validation();
        }

        @POST
        public FormValidation doCheckCaCertificate(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.certificate(value).validation();
        }

        @POST
        public FormValidation doCheckPlatformNamespace(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.namespace(value).validation();
        }

        @POST
        public FormValidation doCheckGatewayUrl(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.gatewayUrl(value).validation();
        }

        /** Asks the cluster for its applications, with what the form says, saved or not. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String serverUrl,
                @QueryParameter String caCertificate,
                @QueryParameter String credentialsId,
                @QueryParameter String platformNamespace,
                @QueryParameter boolean insecureSkipTlsVerify) {
            var jenkins = JenkinsFacade.get();
            jenkins.checkAdminister();
            var tried = new ClusterConfiguration("test");
            tried.setServerUrl(serverUrl);
            tried.setCaCertificate(caCertificate);
            tried.setCredentialsId(credentialsId);
            tried.setPlatformNamespace(platformNamespace);
            tried.setInsecureSkipTlsVerify(insecureSkipTlsVerify);
            return ConnectionTest.of(jenkins, tried).validation();
        }
    }
}
