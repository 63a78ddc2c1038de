package io.jenkins.plugins.aps.jenkins.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import io.jenkins.plugins.aps.jenkins.security.CauseKind;
import io.jenkins.plugins.aps.jenkins.security.ServiceIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The clusters, repositories, catalogs, roles and the service identity of this Jenkins. */
@Extension
@Symbol("aps")
public class ApsGlobalConfiguration extends GlobalConfiguration {
    private static final Logger LOGGER = Logger.getLogger(ApsGlobalConfiguration.class.getName());

    private static final List<String> DEFAULT_ROLES = List.of("APS_DEVOPS", "ACTIVITI_DEVOPS");

    private static final int DEFAULT_INTERVAL = (int) ApsSettings.DEFAULT_RELEASE_INTERVAL.toSeconds();
    private static final int LEAST_INTERVAL = 10;
    private static final int MOST_INTERVAL = 86_400;

    private List<ClusterConfiguration> clusters = new ArrayList<>();
    private List<RepositoryConfiguration> repositories = new ArrayList<>();
    private List<CatalogConfiguration> catalogs = new ArrayList<>();
    private int releaseIntervalSeconds = DEFAULT_INTERVAL;
    private List<String> devopsRoles = new ArrayList<>(DEFAULT_ROLES);
    private String serviceIdentity = "";
    private List<String> serviceIdentityJobs = new ArrayList<>();
    private List<String> serviceIdentityCauses = new ArrayList<>();

    public ApsGlobalConfiguration() {
        this(true);
    }

    /** For a test: without what was saved. */
    ApsGlobalConfiguration(boolean loaded) {
        // Configuration as code runs before item listeners are made, and may name our permissions.
        ApsPermissions.all();
        if (loaded) {
            load();
            warnOfIdleIdentity();
        }
    }

    @Override
    public String getDisplayName() {
        return Messages.ApsGlobalConfiguration_displayName();
    }

    /**
     * Binds the form. A form says nothing of a list whose last row was removed, so that lists are emptied first; where
     * binding fails, everything is as before.
     */
    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        var before = List.of(clusters, repositories, getCatalogs());
        var textsBefore = List.of(devopsRoles, getServiceIdentityJobs(), getServiceIdentityCauses());
        clusters = new ArrayList<>();
        repositories = new ArrayList<>();
        catalogs = new ArrayList<>();
        try (var change = new BulkChange(this)) {
            req.bindJSON(this, json);
            change.commit();
        } catch (IOException | RuntimeException failure) {
            restore(before, textsBefore);
            throw new FormException(failure, "aps");
        }
        return true;
    }

    @SuppressWarnings("unchecked") // as taken above
    private void restore(List<? extends List<?>> before, List<List<String>> textsBefore) {
        clusters = (List<ClusterConfiguration>) before.get(0);
        repositories = (List<RepositoryConfiguration>) before.get(1);
        catalogs = (List<CatalogConfiguration>) before.get(2);
        devopsRoles = textsBefore.get(0);
        serviceIdentityJobs = textsBefore.get(1);
        serviceIdentityCauses = textsBefore.get(2);
    }

    /** Saved configuration takes effect with the next step. */
    @Override
    public synchronized void save() {
        super.save();
        warnOfIdleIdentity();
        JenkinsFacade.get().door().configurationChanged();
    }

    public List<ClusterConfiguration> getClusters() {
        return clusters;
    }

    @DataBoundSetter
    public void setClusters(List<ClusterConfiguration> clusters) {
        this.clusters = new ArrayList<>(clusters);
    }

    public List<RepositoryConfiguration> getRepositories() {
        return repositories;
    }

    @DataBoundSetter
    public void setRepositories(List<RepositoryConfiguration> repositories) {
        this.repositories = new ArrayList<>(repositories);
    }

    /** What was saved before there were any has none. */
    public List<CatalogConfiguration> getCatalogs() {
        return catalogs == null ? new ArrayList<>() : catalogs;
    }

    @DataBoundSetter
    public void setCatalogs(List<CatalogConfiguration> catalogs) {
        this.catalogs = new ArrayList<>(catalogs);
    }

    /** What was saved before it could be said is the usual one. */
    public int getReleaseIntervalSeconds() {
        return releaseIntervalSeconds < LEAST_INTERVAL ? DEFAULT_INTERVAL : releaseIntervalSeconds;
    }

    @DataBoundSetter
    public void setReleaseIntervalSeconds(int releaseIntervalSeconds) {
        this.releaseIntervalSeconds = Math.min(releaseIntervalSeconds, MOST_INTERVAL);
    }

    @POST
    public FormValidation doCheckReleaseIntervalSeconds(@QueryParameter String value) {
        JenkinsFacade.get().checkAdminister();
        return Checks.seconds(value, LEAST_INTERVAL, MOST_INTERVAL).validation();
    }

    public List<String> getDevopsRoles() {
        return devopsRoles;
    }

    @DataBoundSetter
    public void setDevopsRoles(List<String> devopsRoles) {
        this.devopsRoles = lines(devopsRoles);
    }

    private static ArrayList<String> lines(List<String> texts) {
        return new ArrayList<>(texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList());
    }

    public String getServiceIdentity() {
        return serviceIdentity;
    }

    @DataBoundSetter
    public void setServiceIdentity(String serviceIdentity) {
        this.serviceIdentity = serviceIdentity == null ? "" : serviceIdentity.strip();
    }

    /** What was saved before it could be said names none. */
    public List<String> getServiceIdentityJobs() {
        return serviceIdentityJobs == null ? new ArrayList<>() : serviceIdentityJobs;
    }

    @DataBoundSetter
    public void setServiceIdentityJobs(List<String> serviceIdentityJobs) {
        this.serviceIdentityJobs = lines(serviceIdentityJobs);
    }

    /** What was saved before it could be said names none. */
    public List<String> getServiceIdentityCauses() {
        return serviceIdentityCauses == null ? new ArrayList<>() : serviceIdentityCauses;
    }

    /** @throws IllegalArgumentException if one is not known */
    @DataBoundSetter
    public void setServiceIdentityCauses(List<String> serviceIdentityCauses) {
        var causes = lines(serviceIdentityCauses);
        causes.forEach(ApsGlobalConfiguration::kind);
        this.serviceIdentityCauses = causes;
    }

    private static CauseKind kind(String word) {
        return CauseKind.of(word)
                .orElseThrow(() -> new IllegalArgumentException("serviceIdentityCauses: '" + word
                        + "' is no cause; there are "
                        + Arrays.stream(CauseKind.values()).map(CauseKind::word).collect(Collectors.joining(", "))));
    }

    /** As whom builds act that no user started, and which. */
    public ServiceIdentity serviceIdentity() {
        return new ServiceIdentity(
                serviceIdentity,
                getServiceIdentityJobs(),
                getServiceIdentityCauses().stream()
                        .map(ApsGlobalConfiguration::kind)
                        .toList());
    }

    private void warnOfIdleIdentity() {
        if (!serviceIdentity.isEmpty() && getServiceIdentityJobs().isEmpty()) {
            LOGGER.warning(() -> "The service identity '" + serviceIdentity
                    + "' names no job, so that no build acts as it: add jobs or folders to the configuration");
        }
    }
}
