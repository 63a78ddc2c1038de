package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsSettings;

/** Opens the core: the real one, or one that a test plays. */
@FunctionalInterface
public interface ApsFactory {
    Aps open(ApsSettings settings);
}
