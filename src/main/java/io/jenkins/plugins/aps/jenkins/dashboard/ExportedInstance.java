package io.jenkins.plugins.aps.jenkins.dashboard;

import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.view.ViewMap;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An application as it stands, in brief, for Jenkins's own remote API. The names are those of the instance map. */
@ExportedBean
public final class ExportedInstance {
    private final Instance instance;

    ExportedInstance(Instance instance) {
        this.instance = instance;
    }

    @Exported
    public String getApplication() {
        return instance.application();
    }

    @Exported
    public String getCluster() {
        return instance.cluster();
    }

    @Exported
    public String getRelease() {
        return instance.release();
    }

    @Exported
    public String getStatus() {
        return instance.status().json();
    }

    @Exported
    public String getStatusClass() {
        return instance.statusClass().json();
    }

    @Exported
    public String getReason() {
        return ViewMap.text(instance.reason());
    }

    /** ISO 8601 in UTC; empty where it is not known. */
    @Exported
    public String getUpdatedAt() {
        return ViewMap.time(instance.updatedAt());
    }
}
