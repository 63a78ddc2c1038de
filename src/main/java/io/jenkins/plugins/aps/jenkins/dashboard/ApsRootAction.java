package io.jenkins.plugins.aps.jenkins.dashboard;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.RootAction;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.DashboardTexts;
import io.jenkins.plugins.aps.core.view.Snapshot;
import io.jenkins.plugins.aps.core.view.Viewer;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.security.ApsAccess;
import java.util.List;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * {@code /aps}: for whoever may see applications the page, and what is there in brief by Jenkins's own remote API ({@code
 * /aps/api/json}); for everybody the REST API, which says itself who may what.
 */
@Extension
@ExportedBean
public final class ApsRootAction implements RootAction, StaplerProxy {
    static final String API = "deployment-service";

    private final JenkinsFacade jenkins = JenkinsFacade.get();
    private final DeploymentService api = new DeploymentService(jenkins);

    /** A link for whoever may follow it. */
    @Override
    public String getIconFileName() {
        return visible() ? "symbol-cube" : null;
    }

    @Override
    public String getDisplayName() {
        return texts().get("title");
    }

    @Override
    public String getUrlName() {
        return "aps";
    }

    /** Called by Stapler before anything else here: without the permission nothing but the API is there. */
    @Override
    public Object getTarget() {
        return visible() ? this : new HiddenPage(jenkins, api);
    }

    /** Called by Stapler for the part of the path that follows. */
    public Object getDynamic(String token) {
        return token.equals(API) ? api : null;
    }

    /** For the page: its texts as one JSON object. */
    public String getTexts() {
        return texts().json();
    }

    /** Called by Stapler for {@code api}. */
    public Api getApi() {
        return new Api(this);
    }

    /** Applications of all clusters, as last seen. */
    @Exported(inline = true)
    public List<ExportedInstance> getInstances() {
        return snapshot().applications().stream()
                .filter(viewer()::sees)
                .map(application -> new ExportedInstance(application.instance()))
                .toList();
    }

    /** Releases of all repositories, as last seen. */
    @Exported(inline = true)
    public List<ExportedRelease> getReleases() {
        var snapshot = snapshot();
        var viewer = viewer();
        return snapshot.releases().stream()
                .map(entry -> new ExportedRelease(
                        entry.release(),
                        snapshot.whereItRuns(entry.release()).stream()
                                .filter(viewer::sees)
                                .map(ApplicationEntry::name)
                                .toList()))
                .toList();
    }

    /** The configured clusters: a list of instances is complete only where all were seen. */
    @Exported(inline = true)
    public List<ExportedSource> getClusters() {
        return snapshot().clusters().stream()
                .map(view -> new ExportedSource(view.name(), view.freshness()))
                .toList();
    }

    /** The configured repositories: a list of releases is complete only where all were seen. */
    @Exported(inline = true)
    public List<ExportedSource> getRepositories() {
        return snapshot().repositories().stream()
                .map(view -> new ExportedSource(view.name(), view.freshness()))
                .toList();
    }

    private Snapshot snapshot() {
        try (var visit = jenkins.door().enter()) {
            return visit.aps().readModel().snapshot();
        } catch (ApsException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                // Nothing is configured, so that nothing is there.
                return new Snapshot(0, List.of(), List.of());
            }
            throw e;
        }
    }

    private Viewer viewer() {
        return new JenkinsCaller(jenkins, ApsAccess.current(jenkins), jenkins.caller()).viewer();
    }

    private DashboardTexts texts() {
        return DashboardTexts.of(jenkins.language().toLanguageTag());
    }

    private boolean visible() {
        return ApsAccess.current(jenkins).allows(jenkins.caller(), Right.VIEW);
    }
}
