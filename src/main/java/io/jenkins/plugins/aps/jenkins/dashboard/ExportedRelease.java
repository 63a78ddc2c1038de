package io.jenkins.plugins.aps.jenkins.dashboard;

import io.jenkins.plugins.aps.core.model.Release;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A release in brief, for Jenkins's own remote API. The names are those of the release map. */
@ExportedBean
public final class ExportedRelease {
    private final Release release;
    private final List<String> applications;

    ExportedRelease(Release release, List<String> applications) {
        this.release = release;
        this.applications = List.copyOf(applications);
    }

    @Exported
    public String getRepository() {
        return release.repository();
    }

    @Exported
    public String getProject() {
        return release.project();
    }

    @Exported
    public int getVersion() {
        return release.version();
    }

    @Exported
    public boolean isLatest() {
        return release.latest();
    }

    /** Those that run it now; empty where it waits to be deployed. */
    @Exported
    public List<String> getApplications() {
        return applications;
    }
}
