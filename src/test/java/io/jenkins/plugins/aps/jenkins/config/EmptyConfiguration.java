package io.jenkins.plugins.aps.jenkins.config;

/** Makes a configuration that loads nothing. */
public final class EmptyConfiguration {
    private EmptyConfiguration() {}

    public static ApsGlobalConfiguration create() {
        return new ApsGlobalConfiguration(false);
    }
}
