package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.rest.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens, and whom it answers.
 *
 * @param address to listen at
 * @param port to listen at; 0: any that is free
 * @param hosts names that requests may be for, in small letters; those of this machine's loopback always are
 * @param tokens who may ask
 * @param ownToken of the person who runs the server, who may do everything; without any token whoever is on this machine
 *     may, which needs a loopback address
 * @param limits of requests
 * @param bodyTime how long a body may take to arrive
 * @param connections how many may be open, of which one address has no more than half
 * @param idle how long a connection may be silent, be without the whole head of a request, or leave an answer that it has the
 *     time for
 * @param stop how long requests that are being answered are waited for at the end
 */
public record ServeSettings(
        String address,
        int port,
        Set<String> hosts,
        List<Token> tokens,
        Optional<SecretValue> ownToken,
        Limits limits,
        Duration bodyTime,
        int connections,
        Duration idle,
        Duration stop) {
    public static final int PORT = 8080;
    public static final String LOOPBACK = "127.0.0.1";

    public ServeSettings {
        hosts = Set.copyOf(hosts);
        tokens = List.copyOf(tokens);
    }

    /** For whoever is on this machine. */
    public static ServeSettings local(int port) {
        return new ServeSettings(
                LOOPBACK,
                port,
                Set.of(),
                List.of(),
                Optional.empty(),
                Limits.DEFAULT,
                Duration.ofSeconds(30),
                2_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    /** The same at another port. */
    public ServeSettings withPort(int other) {
        return new ServeSettings(address, other, hosts, tokens, ownToken, limits, bodyTime, connections, idle, stop);
    }

    /** The same with a token of the person who runs the server. */
    public ServeSettings withOwnToken(SecretValue token) {
        return new ServeSettings(
                address, port, hosts, tokens, Optional.of(token), limits, bodyTime, connections, idle, stop);
    }

    /**
     * Somebody who may ask.
     *
     * @param name who they are, for records and the access log
     * @param file holds the token; read anew when it changes
     * @param rights what they may
     */
    public record Token(String name, Path file, Set<Right> rights) {
        public Token {
            rights = Set.copyOf(rights);
        }
    }
}
