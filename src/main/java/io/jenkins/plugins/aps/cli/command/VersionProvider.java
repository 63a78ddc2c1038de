package io.jenkins.plugins.aps.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of our jar. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = VersionProvider.class.getPackage().getImplementationVersion();
        return new String[] {
            "aps " + (version == null ? "(not packaged)" : version), "Java " + System.getProperty("java.version")
        };
    }
}
