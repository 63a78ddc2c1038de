package io.jenkins.plugins.aps.core.plan;

/** A catalog's {@code secret/key}. */
record SecretReference(String secret, String key) {
    static SecretReference of(String text) {
        var slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw new IllegalArgumentException("A catalog refers to a secret as '" + text + "', not as secret/key");
        }
        return new SecretReference(text.substring(0, slash), text.substring(slash + 1));
    }
}
