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
    /** Whole names, without underscores. */
    private static final Set<String> RUNTIME = Set.of(
            // Where programs, libraries, names of hosts and texts are looked for.
            "PATH",
            "HOME",
            "TMPDIR",
            "CLASSPATH",
            "IFS",
            "ENV",
            "SHELL",
            "PS4",
            "HOSTALIASES",
            "LOCALDOMAIN",
            "RESOPTIONS",
            "GCONVPATH",
            "LOCPATH",
            "NLSPATH",
            // Through whom everything is sent, and who may read it.
            "HTTPPROXY",
            "HTTPSPROXY",
            "FTPPROXY",
            "ALLPROXY",
            "NOPROXY",
            "SSLKEYLOGFILE",
            "KUBECONFIG");

    /** First words: options of a runtime, a loader, a shell, of TLS, of logging, of the frameworks that images are made with. */
    private static final Set<String> FAMILIES = Set.of(
            "LD",
            "DYLD",
            "GLIBC",
            "MALLOC",
            "NODE",
            "NPM",
            "DENO",
            "BUN",
            "GEM",
            "BUNDLE",
            "PHP",
            "BASH",
            "LOADER",
            "LOGGING",
            "LOGBACK",
            "SPRING",
            "SERVER",
            "MANAGEMENT",
            "EUREKA",
            "OTEL",
            "SSL",
            "OPENSSL",
            "CURL",
            "REQUESTS",
            "NSS",
            "GIT",
            "SSH",
            "KUBERNETES",
            "DOTNET",
            "CORECLR",
            "COMPLUS",
            "ASPNETCORE");

    /** How names begin whose words run together. */
    private static final List<String> BEGINNINGS =
            List.of("JAVA", "JDK", "JVM", "PYTHON", "PERL5", "RUBY", "GODEBUG", "GOTRACEBACK", "LOG4J");

    /** Whether it decides what a process loads, whom it trusts or where it sends what it has, whatever the process is. */
    static boolean ofTheRuntime(String name) {
        var plain = plain(name);
        var first = name.toUpperCase(Locale.ROOT).replaceFirst("^_+", "").split("_", 2)[0];
        return RUNTIME.contains(plain)
                || FAMILIES.contains(first)
                || BEGINNINGS.stream().anyMatch(plain::startsWith);
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
