package io.jenkins.plugins.aps.jenkins.dashboard;

import hudson.Extension;
import hudson.model.RootAction;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;

/** {@code /aps}. */
@Extension
public final class ApsRootAction implements RootAction {
    private static final String API = "deployment-service";

    private final DeploymentService api = new DeploymentService(JenkinsFacade.get());

    /** No link: there is no page yet. */
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "APS Deployer";
    }

    @Override
    public String getUrlName() {
        return "aps";
    }

    /** Called by Stapler for the part of the path that follows. */
    public Object getDynamic(String token) {
        return token.equals(API) ? api : null;
    }
}
