package io.jenkins.plugins.aps.core.cluster;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule for addresses of API servers. fabric8 must see no other: it probes one without a scheme over the network and
 * falls back to plain HTTP, and takes its default for an empty one.
 */
final class ServerAddress {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private ServerAddress() {}

    /** What is wrong with an address, as the rest of a sentence; empty where nothing is. */
    static Optional<String> problem(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL: " + e.getReason());
        }
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme()) || uri.getHost() == null) {
            return Optional.of("'" + address + "' is not the address of an API server: it begins with https://");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            return Optional.of("must be an address only, without user, query and fragment");
        }
        return Optional.empty();
    }

    /** Whether everybody on the way can read what is sent to an address that {@link #problem} accepts. */
    static boolean open(String address) {
        var uri = URI.create(address);
        return "http".equals(uri.getScheme())
                && !LOOPBACK.matcher(uri.getHost()).matches();
    }
}
