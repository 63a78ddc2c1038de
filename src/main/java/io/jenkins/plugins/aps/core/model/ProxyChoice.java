package io.jenkins.plugins.aps.core.model;

import java.net.URI;
import java.util.Optional;

/**
 * Which HTTP proxy connections to an address go through. Asked anew for each connection; safe for many threads. SSH has
 * none.
 */
@FunctionalInterface
public interface ProxyChoice {
    /** The proxy for an address; empty: none. */
    Optional<HttpProxy> of(URI address);

    /** No proxy for anybody. */
    static ProxyChoice none() {
        return address -> Optional.empty();
    }

    /**
     * A proxy.
     *
     * @param user whom it wants to know; empty: nobody
     * @param password of that user
     */
    record HttpProxy(String host, int port, String user, SecretValue password) {
        /** As people write it, without the user. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
