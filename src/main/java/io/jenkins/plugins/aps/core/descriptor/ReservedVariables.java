package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.Catalog;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Variables that decide what a connector's process runs, or whom it trusts. Who writes models must not set them: they would
 * reach the secrets that DevOps gives the same process.
 *
 * <p>Compared without case and underscores, as Spring does: {@code spring_rabbitmq_password} means {@code
 * SPRING_RABBITMQ_PASSWORD}.
 */
record ReservedVariables(Catalog.Defaults platform) {
    private static final Set<String> RUNTIME =
            Set.of("JAVATOOLOPTIONS", "JAVAOPTIONS", "JDKJAVAOPTIONS", "JAVAOPTS", "PATH", "SPRINGAPPLICATIONJSON");
    private static final List<String> RUNTIME_PREFIXES = List.of("LD_", "SPRING_CONFIG_");

    /** Whether it makes a process load or read what it otherwise wouldn't, on any platform. */
    static boolean ofTheRuntime(String name) {
        return RUNTIME.contains(plain(name)) || beginsWith(name, RUNTIME_PREFIXES);
    }

    /** Whether the platform sets it, or it belongs to a secret of the platform, as the broker's address to its password. */
    boolean ofThePlatform(String name) {
        var families = platform.secretEnv().keySet().stream()
                .filter(each -> each.indexOf('_') > 0)
                .map(each -> each.substring(0, each.lastIndexOf('_') + 1))
                .toList();
        return same(name, platform.env().keySet()) || secret(name) || beginsWith(name, families);
    }

    /** Whether its value is a password that the platform generates. */
    boolean secret(String name) {
        return same(name, platform.secretEnv().keySet());
    }

    private static boolean same(String name, Collection<String> others) {
        return others.stream().anyMatch(each -> plain(each).equals(plain(name)));
    }

    private static boolean beginsWith(String name, List<String> prefixes) {
        var upper = name.toUpperCase(Locale.ROOT);
        return prefixes.stream().anyMatch(each -> upper.startsWith(each.toUpperCase(Locale.ROOT)));
    }

    private static String plain(String name) {
        return name.replace("_", "").toUpperCase(Locale.ROOT);
    }
}
