package io.jenkins.plugins.aps.core.model;

/**
 * One thing that is wrong with a request.
 *
 * @param where the field, file or object at fault, for example {@code connectors.email.image}
 * @param message a sentence: what is wrong, why, and what to do about it; never holds a secret
 */
public record Problem(String where, String message) {
    @Override
    public String toString() {
        return where + ": " + message;
    }
}
