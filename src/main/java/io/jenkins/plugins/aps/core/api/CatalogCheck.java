package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.util.List;
import java.util.Optional;

/** Whether a configured platform version can be used: for who configures it, before somebody wants it. */
public final class CatalogCheck {
    private CatalogCheck() {}

    /** What is wrong with it, as a sentence; empty: nothing. Blocks for some seconds at most, where it has an address. */
    public static Optional<String> problem(CatalogSettings settings, ProxyChoice proxies) {
        try {
            Catalogs.of().with(List.of(settings), proxies).get(settings.name());
            return Optional.empty();
        } catch (ApsException e) {
            return Optional.of(e.getMessage());
        }
    }
}
