package io.jenkins.plugins.aps.core.model;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.stream.Stream;

/** Why nobody at an address answers. Pure. */
public enum ConnectFailure {
    /** The name is mistyped, or known only in another network. */
    UNKNOWN_HOST(ErrorReason.UNKNOWN_HOST, "there is no host '%s': its name can't be resolved from this machine"),
    /** The host is there, and no program has that port. */
    NOTHING_LISTENS(ErrorReason.NOTHING_LISTENS, "nothing listens at '%s': it refused the connection"),
    /** The network does not know the way. */
    NO_ROUTE(ErrorReason.UNSPECIFIED, "there is no way to '%s' from this machine's network"),
    /** Packets get no answer: a firewall, or a host that is off. */
    NO_ANSWER(ErrorReason.UNSPECIFIED, "'%s' did not answer in time");

    private final ErrorReason reason;
    private final String words;

    ConnectFailure(ErrorReason reason, String words) {
        this.reason = reason;
        this.words = words;
    }

    /** What a request failed of; empty: it was not the connection. */
    public static Optional<ConnectFailure> of(Throwable error) {
        return chain(error).map(ConnectFailure::one).flatMap(Optional::stream).reduce((outer, inner) -> inner);
    }

    private static Optional<ConnectFailure> one(Throwable error) {
        if (error instanceof UnknownHostException || error instanceof UnresolvedAddressException) {
            return Optional.of(UNKNOWN_HOST);
        }
        if (error instanceof NoRouteToHostException) {
            return Optional.of(NO_ROUTE);
        }
        if (error instanceof SocketTimeoutException) {
            return Optional.of(NO_ANSWER);
        }
        var message = String.valueOf(error.getMessage());
        return error instanceof ConnectException && message.contains("refused")
                ? Optional.of(NOTHING_LISTENS)
                : Optional.empty();
    }

    public ErrorReason reason() {
        return reason;
    }

    /** @param address host, or host and port */
    public String told(String address) {
        // A name has no port.
        return words.formatted(this == UNKNOWN_HOST ? address.replaceFirst(":[0-9]+$", "") : address);
    }

    private static Stream<Throwable> chain(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
