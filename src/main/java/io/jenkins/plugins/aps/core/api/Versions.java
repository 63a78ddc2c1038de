package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.RecordStore;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.GatewayUrl;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.plan.ApplicationUrls;
import java.util.Optional;

/** What is kept of applications' current versions. */
final class Versions {
    /** Empty: the one that a version was deployed with. */
    private final String gatewayUrl;

    Versions(String gatewayUrl) {
        this.gatewayUrl = GatewayUrl.safe(gatewayUrl);
    }

    /**
     * What is kept of one version; one that is damaged takes nothing from what else is told.
     *
     * @param descriptor empty: there is none, or it is damaged
     * @param problem why it can't be read; empty where it can, or where there is none
     */
    record Version(Optional<Descriptor> descriptor, Urls urls, Access access, String problem) {
        static final Version NONE = damaged("");

        static Version damaged(String problem) {
            return new Version(Optional.empty(), Urls.NONE, Access.NONE, problem);
        }
    }

    /** Blocks for one request. */
    Version current(ApplicationRecord record, RecordStore records) {
        try {
            return records.kept(record.application(), record.currentVersion())
                    .map(kept -> {
                        var descriptor = DescriptorJson.read(kept.descriptor());
                        var catalog = Catalogs.fromJson(kept.catalog());
                        var urls = ApplicationUrls.of(
                                descriptor,
                                catalog,
                                gatewayUrl.isEmpty()
                                        ? kept.gateway().map(GatewayUrl::safe).orElse("")
                                        : gatewayUrl);
                        return new Version(Optional.of(descriptor), urls, descriptor.access(), "");
                    })
                    .orElse(Version.NONE);
        } catch (ApsException e) {
            if (e.code() == ErrorCode.FAILED || e.code() == ErrorCode.INTERNAL) {
                return Version.damaged(e.getMessage());
            }
            throw e;
        }
    }
}
