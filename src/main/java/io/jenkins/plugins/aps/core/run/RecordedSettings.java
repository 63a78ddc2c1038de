package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import java.util.Optional;

/**
 * How an application is deployed by now, beside what each request says anew: what an upgrade keeps where it is told nothing
 * else.
 *
 * @param gateway base of its URLs, empty where it has none; no value: nothing tells
 * @param runtimeVersion its platform version; empty: there is no application
 * @param catalog that of its platform version, as JSON; empty: nothing tells
 */
public record RecordedSettings(Optional<String> gateway, String runtimeVersion, String catalog) {
    public static final RecordedSettings NONE = new RecordedSettings(Optional.empty(), "", "");

    /** @param current what is kept of its current version */
    static RecordedSettings of(ApplicationRecord record, Optional<Kept> current) {
        return new RecordedSettings(
                current.flatMap(Kept::gateway),
                record.catalog(),
                current.map(Kept::catalog).orElse(""));
    }
}
