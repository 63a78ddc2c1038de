package io.jenkins.plugins.aps.jenkins.dashboard;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import org.kohsuke.stapler.HttpResponse;

/** {@code /aps} for somebody who may not see it: no view of it can be reached, by whatever path. */
public final class HiddenPage {
    private final JenkinsFacade jenkins;
    private final DeploymentService api;

    HiddenPage(JenkinsFacade jenkins, DeploymentService api) {
        this.jenkins = jenkins;
        this.api = api;
    }

    /** Called by Stapler for the part of the path that follows; the API tells programs what they lack. */
    public Object getDynamic(String token) {
        return token.equals(ApsRootAction.API) ? api : null;
    }

    /** Called by Stapler for the page itself. */
    public HttpResponse doIndex() {
        throw jenkins.hidden(jenkins.caller(), ApsPermissions.of(Right.VIEW));
    }

    /** Called by Stapler for everything else below. */
    public HttpResponse doDynamic() {
        throw jenkins.hidden(jenkins.caller(), ApsPermissions.of(Right.VIEW));
    }
}
