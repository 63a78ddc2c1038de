package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.SecretFile;
import io.jenkins.plugins.aps.cli.serve.ServeSettings.Token;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who has which token. Kept as digests, compared in constant time; a file that was changed counts at once, and the token
 * of one that vanished or can't be read no longer does. Safe for many threads.
 */
final class Tokens {
    private final List<Token> tokens;
    private final Map<Token, Held> held = new ConcurrentHashMap<>();
    private final byte[] own;
    private final Owner user;

    /**
     * @param own the token of who runs the server; empty: they have none
     * @param user who that is; they may do everything
     */
    Tokens(List<Token> tokens, Optional<SecretValue> own, String user) {
        this.tokens = tokens;
        this.own = own.map(secret -> digest(secret.reveal())).orElse(new byte[0]);
        this.user = new Owner(user, Set.of(Right.values()));
    }

    /** Who has a token, and what they may. */
    record Owner(String name, Set<Right> rights) {}

    boolean none() {
        return tokens.isEmpty() && own.length == 0;
    }

    /** Who runs the server. */
    Owner user() {
        return user;
    }

    /** Whose it is. */
    Optional<Owner> owner(String token) {
        var digest = digest(token);
        var found = own.length > 0 && MessageDigest.isEqual(digest, own) ? user : null;
        // All are compared, so that how long it takes tells nothing of which was nearly right.
        for (var each : tokens) {
            var its = current(each);
            if (its.length > 0 && MessageDigest.isEqual(digest, its)) {
                found = new Owner(each.name(), each.rights());
            }
        }
        return Optional.ofNullable(found);
    }

    private byte[] current(Token token) {
        String stamp;
        try {
            stamp = Files.getLastModifiedTime(token.file()) + " " + Files.size(token.file());
        } catch (IOException e) {
            return new byte[0];
        }
        return held.compute(
                        token,
                        (key, before) -> before != null && before.stamp.equals(stamp) ? before : read(key, stamp))
                .digest;
    }

    private static Held read(Token token, String stamp) {
        var problems = new InputProblems();
        var text = SecretFile.strip(problems.read(token.name(), token.file()));
        return new Held(stamp, problems.list().isEmpty() && !text.isBlank() ? digest(text) : new byte[0]);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** What a file held when it was last read. */
    private record Held(String stamp, byte[] digest) {}
}
