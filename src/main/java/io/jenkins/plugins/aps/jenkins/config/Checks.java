package io.jenkins.plugins.aps.jenkins.config;

import io.jenkins.plugins.aps.core.api.CatalogCheck;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.GatewayUrl;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules for the fields of clusters, repositories and catalogs. Nothing here reaches a network. */
final class Checks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SCP_LIKE = Pattern.compile("[^/:@\\s]+@[^/:@\\s]+:[^:\\s].*");
    private static final List<String> GIT_SCHEMES = List.of("https", "http", "ssh");

    private Checks() {}

    static Finding name(String value) {
        var name = Text.of(value, "");
        if (name.isEmpty()) {
            return Finding.error(Messages.Checks_nameRequired());
        }
        return NAME.matcher(name).matches() ? Finding.FINE : Finding.error(Messages.Checks_nameInvalid());
    }

    static Finding namespace(String value) {
        var namespace = Text.of(value, ClusterConfiguration.DEFAULT_PLATFORM_NAMESPACE);
        if (!NAMESPACE.matcher(namespace).matches()) {
            return Finding.error(Messages.Checks_namespaceInvalid());
        }
        if (namespace.equals("default") || namespace.startsWith("kube-")) {
            return Finding.error(Messages.Checks_namespaceReserved(namespace));
        }
        return Finding.FINE;
    }

    static Finding optionalUrl(String value, String... schemes) {
        var url = Text.of(value, "");
        if (url.isEmpty()) {
            return Finding.FINE;
        }
        var scheme = schemeOf(url);
        if (!List.of(schemes).contains(scheme)) {
            return Finding.error(Messages.Checks_urlScheme(String.join(", ", schemes)));
        }
        return Finding.FINE;
    }

    static Finding gatewayUrl(String value) {
        return GatewayUrl.problem(Text.of(value, ""))
                .map(problem -> Finding.error(Messages.Checks_gatewayUrl(problem)))
                .orElse(Finding.FINE);
    }

    static Finding gitUrl(String value) {
        var url = Text.of(value, "");
        if (url.isEmpty()) {
            return Finding.error(Messages.Checks_urlRequired());
        }
        if (url.contains("://")) {
            return checkedGitUrl(url);
        }
        return SCP_LIKE.matcher(url).matches()
                ? Finding.FINE
                : Finding.error(Messages.Checks_urlScheme(String.join(", ", GIT_SCHEMES)));
    }

    private static Finding checkedGitUrl(String url) {
        var scheme = schemeOf(url);
        if (!GIT_SCHEMES.contains(scheme)) {
            return Finding.error(Messages.Checks_urlScheme(String.join(", ", GIT_SCHEMES)));
        }
        var user = URI.create(url).getRawUserInfo();
        if (user != null && user.contains(":")) {
            return Finding.error(Messages.Checks_urlPassword());
        }
        return scheme.equals("http") ? Finding.warning(Messages.Checks_urlPlain()) : Finding.FINE;
    }

    /** The scheme of an absolute URL with a host, in lower case; the empty string for anything else. */
    private static String schemeOf(String url) {
        try {
            var uri = new URI(url);
            return uri.getScheme() == null || uri.getHost() == null
                    ? ""
                    : uri.getScheme().toLowerCase(Locale.ROOT);
        } catch (URISyntaxException notOne) {
            return "";
        }
    }

    static Finding certificate(String value) {
        var pem = Text.of(value, "");
        if (pem.isEmpty()) {
            return Finding.FINE;
        }
        if (pem.contains("PRIVATE KEY")) {
            return Finding.error(Messages.Checks_certificateHasKey());
        }
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            return found.isEmpty() ? Finding.error(Messages.Checks_certificateInvalid()) : Finding.FINE;
        } catch (CertificateException unreadable) {
            return Finding.error(Messages.Checks_certificateInvalid());
        }
    }

    /** One of both says where a catalog is. */
    static Finding catalogUrl(String value, String content) {
        var url = Text.of(value, "");
        if (url.isEmpty() == Text.of(content, "").isEmpty()) {
            return Finding.error(Messages.Checks_catalogSource());
        }
        return optionalUrl(url, "https");
    }

    static Finding catalogContent(String name, String value) {
        if (Text.of(value, "").isEmpty()) {
            return Finding.FINE;
        }
        return CatalogCheck.problem(new CatalogSettings(Text.of(name, ""), "", value), ProxyChoice.none())
                .map(Finding::error)
                .orElse(Finding.FINE);
    }

    static Finding seconds(String value, int least, int most) {
        var seconds = Text.of(value, String.valueOf(least));
        return seconds.matches("[0-9]{1,6}") && Integer.parseInt(seconds) >= least && Integer.parseInt(seconds) <= most
                ? Finding.FINE
                : Finding.error(Messages.Checks_interval(least, most));
    }

    static Finding tagPattern(String value) {
        var pattern = Text.of(value, "{project}/{version}");
        return pattern.contains("{project}") && pattern.contains("{version}")
                ? Finding.FINE
                : Finding.error(Messages.Checks_tagPattern());
    }
}
