package io.jenkins.plugins.aps.core.model;

/**
 * A secret on its way from a credential to a Secret in the cluster.
 *
 * <p>Deliberately no record: it never shows itself in {@code toString}, an exception, JSON or Java serialization.
 */
public final class SecretValue {
    private final String value;

    public SecretValue(String value) {
        this.value = value;
    }

    /** The secret in clear; only the plan's Secrets may ask, and what keeps it out of what is told. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing in it, so that it can't be what was meant. */
    public boolean isBlank() {
        return value.isBlank();
    }

    @Override
    public String toString() {
        return "******";
    }
}
