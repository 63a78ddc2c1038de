package io.jenkins.plugins.aps.core.plan;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Names that end with a hash of the content, so that another content is another object. */
final class ContentName {
    /** Digits of the hash in a name: names only compete within one application. */
    private static final int DIGITS = 10;
    /** Slow on purpose: names are seen by people who may not read Secrets, and must not help to guess a password. */
    private static final int ROUNDS = 100_000;

    private ContentName() {}

    static String of(String base, Map<String, byte[]> content) {
        var parts = new byte[content.size() * 2][];
        var next = 0;
        for (var entry : new TreeMap<>(content).entrySet()) {
            parts[next++] = entry.getKey().getBytes(StandardCharsets.UTF_8);
            parts[next++] = entry.getValue();
        }
        return base + "-" + SpecHash.sha256(parts).substring(0, DIGITS);
    }

    /**
     * A name for secret content.
     *
     * @param scope whose content it is: the same password elsewhere gives another name
     */
    static String ofSecret(String scope, String base, SortedMap<String, String> content) {
        var text = new StringBuilder();
        content.forEach((key, value) -> text.append(key.length())
                .append(':')
                .append(key)
                .append(value.length())
                .append(':')
                .append(value));
        var spec = new PBEKeySpec(
                text.toString().toCharArray(), (scope + "/" + base).getBytes(StandardCharsets.UTF_8), ROUNDS, 256);
        try {
            var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
            return base + "-" + HexFormat.of().formatHex(key.getEncoded()).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
