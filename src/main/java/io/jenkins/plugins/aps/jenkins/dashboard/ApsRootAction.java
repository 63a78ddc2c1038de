package io.jenkins.plugins.aps.jenkins.dashboard;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.aps.core.view.DashboardTexts;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.security.ApsAccess;
import io.jenkins.plugins.aps.jenkins.security.ApsAction;
import org.kohsuke.stapler.StaplerProxy;

/** {@code /aps}: the page, for whoever may see applications, and the API, which answers everybody by itself. */
@Extension
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

    private DashboardTexts texts() {
        return DashboardTexts.of(jenkins.language().toLanguageTag());
    }

    private boolean visible() {
        return ApsAccess.current(jenkins).allows(jenkins.caller(), ApsAction.VIEW);
    }
}
