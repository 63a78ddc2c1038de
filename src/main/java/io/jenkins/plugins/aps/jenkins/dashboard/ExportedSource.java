package io.jenkins.plugins.aps.jenkins.dashboard;

import io.jenkins.plugins.aps.core.view.Freshness;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How well a cluster or a repository is known, for Jenkins's own remote API. The names are those of the REST API. */
@ExportedBean
public final class ExportedSource {
    private final String name;
    private final Freshness freshness;

    ExportedSource(String name, Freshness freshness) {
        this.name = name;
        this.freshness = freshness;
    }

    @Exported
    public String getName() {
        return name;
    }

    /** Whether it was read yet; what it has is missing before that. */
    @Exported
    public boolean isSeen() {
        return freshness.confirmedAt() != null;
    }

    /** Why what is told of it may be out of date; else empty. */
    @Exported
    public String getWarning() {
        return freshness.warning();
    }
}
