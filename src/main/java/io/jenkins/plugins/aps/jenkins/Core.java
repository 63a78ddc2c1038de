package io.jenkins.plugins.aps.jenkins;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;

/** Where the core is opened, with threads that keep no pipeline's class loader alive. */
final class Core {
    private Core() {}

    static Aps open(ApsSettings settings) {
        if (settings.clusters().isEmpty() && settings.repositories().isEmpty()) {
            throw new ApsException(ErrorCode.NOT_FOUND, "No cluster and no repository is configured in this Jenkins");
        }
        return ApsCore.open(settings, ApsThreads.factory("APS core"));
    }
}
