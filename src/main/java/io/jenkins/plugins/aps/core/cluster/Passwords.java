package io.jenkins.plugins.aps.core.cluster;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes passwords that nobody chooses and nobody is told: 192 random bits, in characters that every service accepts. */
final class Passwords {
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
