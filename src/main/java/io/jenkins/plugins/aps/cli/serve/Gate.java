package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses what a foreign page makes a browser send: requests for a host name that isn't ours (a name that was made to
 * point to this machine), and requests that come from another origin than the one they go to.
 */
final class Gate {
    private final Set<String> hosts;

    Gate(Set<String> hosts) {
        this.hosts = hosts;
    }

    /**
     * @param host the header {@code Host}, or the empty string
     * @param origin the header {@code Origin}, or the empty string
     * @param site the header {@code Sec-Fetch-Site}, or the empty string
     * @throws ApsException {@code notAllowed}
     */
    void check(String host, String origin, String site) {
        checkHost(host);
        if (!origin.isEmpty() && !sameHost(origin, host)) {
            throw new ApsException(ErrorCode.NOT_ALLOWED, "The request comes from a page of another origin");
        }
        if (origin.isEmpty() && (site.equals("cross-site") || site.equals("same-site"))) {
            throw new ApsException(ErrorCode.NOT_ALLOWED, "The request comes from a page of another site");
        }
    }

    /**
     * The part that also holds for pages: a link from elsewhere may lead to them.
     *
     * @throws ApsException {@code notAllowed}
     */
    void checkHost(String host) {
        var name = name(host);
        if (!Loopback.is(name) && !hosts.contains(name)) {
            throw new ApsException(
                    ErrorCode.NOT_ALLOWED,
                    "The request is for a host that this server does not answer for; name it in the configuration's"
                            + " serve.hosts if it should");
        }
    }

    private static boolean sameHost(String origin, String host) {
        var lower = origin.toLowerCase(Locale.ROOT);
        var own = host.toLowerCase(Locale.ROOT);
        return lower.equals("http://" + own) || lower.equals("https://" + own);
    }

    /** Without its port. */
    private static String name(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", "");
    }
}
