package io.jenkins.plugins.aps.core.plan;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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

    /** What was worked out before: the same is deployed over and over. By a hash that means nothing outside of here. */
    private static final Map<String, String> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    });

    private static final int REMEMBERED = 2000;
    private static final byte[] OF_THIS_PROCESS = random();

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
        var salt = scope + "/" + base;
        var asked = SpecHash.sha256(
                OF_THIS_PROCESS,
                salt.getBytes(StandardCharsets.UTF_8),
                text.toString().getBytes(StandardCharsets.UTF_8));
        var known = KNOWN.get(asked);
        if (known == null) {
            known = digits(salt, text);
            KNOWN.put(asked, known);
        }
        return base + "-" + known;
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String digits(String salt, CharSequence text) {
        var spec = new PBEKeySpec(text.toString().toCharArray(), salt.getBytes(StandardCharsets.UTF_8), ROUNDS, 256);
        try {
            var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec);
            return HexFormat.of().formatHex(key.getEncoded()).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
