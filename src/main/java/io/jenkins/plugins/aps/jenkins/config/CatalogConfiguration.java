package io.jenkins.plugins.aps.jenkins.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.aps.core.api.CatalogCheck;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A platform version of one's own, or in place of one that is built in, as configured. */
public class CatalogConfiguration extends AbstractDescribableImpl<CatalogConfiguration> {
    private final String name;
    private String url = "";
    private String content = "";

    @DataBoundConstructor
    public CatalogConfiguration(String name) {
        this.name = Text.of(name, "");
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(String url) {
        this.url = Text.of(url, "");
    }

    public String getContent() {
        return content;
    }

    @DataBoundSetter
    public void setContent(String content) {
        this.content = content == null || content.isBlank() ? "" : content;
    }

    CatalogSettings settings() {
        return new CatalogSettings(name, url, content);
    }

    /** Its form. */
    @Extension
    @Symbol("apsCatalog")
    public static final class DescriptorImpl extends Descriptor<CatalogConfiguration> {
        @Override
        public String getDisplayName() {
            return Messages.CatalogConfiguration_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            JenkinsFacade.get().checkAdminister();
            return Checks.name(value).validation();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value, @QueryParameter String content) {
            JenkinsFacade.get().checkAdminister();
            return Checks.catalogUrl(value, content).validation();
        }

        @POST
        public FormValidation doCheckContent(@QueryParameter String value, @QueryParameter String name) {
            JenkinsFacade.get().checkAdminister();
            return Checks.catalogContent(name, value).validation();
        }

        /** Reads it as a deployment would, from its address too. */
        @POST
        public FormValidation doTestCatalog(
                @QueryParameter String name, @QueryParameter String url, @QueryParameter String content) {
            JenkinsFacade.get().checkAdminister();
            var tried = new CatalogConfiguration(name);
            tried.setUrl(url);
            tried.setContent(content);
            return CatalogCheck.problem(tried.settings(), JenkinsFacade.get().proxies())
                    .map(Finding::error)
                    .orElseGet(() -> Finding.ok(Messages.CatalogConfiguration_fine()))
                    .validation();
        }
    }
}
