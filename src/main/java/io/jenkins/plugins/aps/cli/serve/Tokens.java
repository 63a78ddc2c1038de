package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.SecretFile;
import io.jenkins.plugins.aps.cli.serve.ServeSettings.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who has which token. Kept as digests, compared in constant time; a file that was changed counts at once, and the token
 * of one that vanished or can't be read no longer does. Safe for many threads.
 */
final class Tokens {
    private final List<Token> tokens;
    private final Map<Token, Held> held = new ConcurrentHashMap<>();

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean none() {
        return tokens.isEmpty();
    }

    /** Whose it is. */
    Optional<Token> owner(String token) {
        var digest = digest(token);
        Token found = null;
        // All are compared, so that how long it takes tells nothing of which was nearly right.
        for (var each : tokens) {
            var its = current(each);
            if (its.length > 0 && MessageDigest.isEqual(digest, its)) {
                found = each;
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
