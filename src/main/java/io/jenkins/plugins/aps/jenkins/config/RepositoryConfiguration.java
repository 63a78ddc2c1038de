package io.jenkins.plugins.aps.jenkins.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.credentials.CredentialChoices;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Git repository that the modeling application writes to, as configured. */
public class RepositoryConfiguration extends AbstractDescribableImpl<RepositoryConfiguration> {
    public static final String ALL_PROJECTS = "**";

    private final String name;
    private final String url;
    private String credentialsId = "";
    private String branch = "";
    private String tagPattern = RepositorySettings.DEFAULT_TAG_PATTERN;
    private String projects = ALL_PROJECTS;
    private String knownHosts = "";

    @DataBoundConstructor
    public RepositoryConfiguration(String name, String url) {
        this.name = Text.of(name, "");
        this.url = Text.of(url, "");
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Text.of(credentialsId, "");
    }

    public String getBranch() {
        return branch;
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        this.branch = Text.of(branch, "");
    }

    public String getTagPattern() {
        return tagPattern;
    }

    @DataBoundSetter
    public void setTagPattern(String tagPattern) {
        this.tagPattern = Text.of(tagPattern, RepositorySettings.DEFAULT_TAG_PATTERN);
    }

    public String getProjects() {
        return projects;
    }

    @DataBoundSetter
    public void setProjects(String projects) {
        this.projects = Text.of(projects, ALL_PROJECTS);
    }

    public String getKnownHosts() {
        return knownHosts;
    }

    @DataBoundSetter
    public void setKnownHosts(String knownHosts) {
        this.knownHosts = Text.of(knownHosts, "");
    }

    /** Its form. */
    @Extension
    @Symbol("apsRepository")
    public static final class DescriptorImpl extends Descriptor<RepositoryConfiguration> {
        @Override
        public String getDisplayName() {
            return Messages.RepositoryConfiguration_displayName();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            var jenkins = JenkinsFacade.get();
            jenkins.checkAdminister();
            return jenkins.choices(CredentialChoices.REPOSITORY, null, credentialsId);
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.name(value).validation();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.gitUrl(value).validation();
        }

        @POST
        public FormValidation doCheckTagPattern(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.tagPattern(value).validation();
        }

        /** Asks the repository for its releases, with what the form says, saved or not. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter String branch,
                @QueryParameter String tagPattern,
                @QueryParameter String projects,
                @QueryParameter String knownHosts) {
            var jenkins = JenkinsFacade.get();
            jenkins.checkAdminister();
            var tried = new RepositoryConfiguration("test", url);
            tried.setCredentialsId(credentialsId);
            tried.setBranch(branch);
            tried.setTagPattern(tagPattern);
            tried.setProjects(projects);
            tried.setKnownHosts(knownHosts);
            return ConnectionTest.of(jenkins, tried).validation();
        }
    }
}
