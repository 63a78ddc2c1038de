package io.jenkins.plugins.aps.cli.input;

import io.jenkins.plugins.aps.core.model.ProxyChoice;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment names, as kubectl and Git understand them: {@code HTTPS_PROXY} for encrypted addresses,
 * {@code HTTP_PROXY} for others, {@code NO_PROXY} for hosts that are reached directly; also in small letters, which come
 * first. This machine itself is always reached directly.
 */
public final class EnvironmentProxies implements ProxyChoice {
    private static final int USUAL_PORT = 80;

    private final Optional<HttpProxy> encrypted;
    private final Optional<HttpProxy> open;
    private final List<String> direct;

    private EnvironmentProxies(Optional<HttpProxy> encrypted, Optional<HttpProxy> open, List<String> direct) {
        this.encrypted = encrypted;
        this.open = open;
        this.direct = direct;
    }

    /** What is wrong with a variable is added to {@code problems}. */
    public static EnvironmentProxies of(Environment environment, InputProblems problems) {
        return new EnvironmentProxies(
                proxy(environment, "HTTPS_PROXY", problems),
                proxy(environment, "HTTP_PROXY", problems),
                Arrays.stream(variable(environment, "NO_PROXY").split("[,\\s]+"))
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static String variable(Environment environment, String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .map(environment::variable)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("")
                .strip();
    }

    private static Optional<HttpProxy> proxy(Environment environment, String name, InputProblems problems) {
        var value = variable(environment, name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            var uri = URI.create(value.contains("://") ? value : "http://" + value);
            if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
                problems.add("$" + name, "is no HTTP proxy: write http://host:port; other kinds are not supported");
                return Optional.empty();
            }
            if (uri.getPort() == 0 || uri.getPort() > 65_535) {
                problems.add("$" + name, "has no port that can be: write http://host:port");
                return Optional.empty();
            }
            var user = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
            return Optional.of(new HttpProxy(
                    uri.getHost(),
                    uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                    decoded(user[0]),
                    new SecretValue(user.length < 2 ? "" : decoded(user[1]))));
        } catch (IllegalArgumentException e) {
            // Its message quotes the address, which may hold a password.
            problems.add("$" + name, "is no address of a proxy: write http://host:port");
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<HttpProxy> of(URI address) {
        var host = address.getHost();
        if (host == null || isDirect(host.toLowerCase(Locale.ROOT), address.getPort())) {
            return Optional.empty();
        }
        return "https".equals(address.getScheme()) ? encrypted : open;
    }

    private boolean isDirect(String host, int port) {
        if (host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")) {
            return true;
        }
        return direct.stream().anyMatch(each -> matches(each, host, port));
    }

    private static boolean matches(String pattern, String host, int port) {
        if (pattern.equals("*")) {
            return true;
        }
        if (pattern.contains("/")) {
            return AddressRange.of(pattern).filter(range -> range.has(host)).isPresent();
        }
        var parts = pattern.split(":(?=[0-9]+$)", 2);
        var name = parts[0].replaceFirst("^\\*?\\.", "");
        var onlyBelow = !name.equals(parts[0]);
        return (parts.length < 2 || parts[1].equals(String.valueOf(port)))
                && (host.endsWith("." + name) || !onlyBelow && host.equals(name));
    }
}
