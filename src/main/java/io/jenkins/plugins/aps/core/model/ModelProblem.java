package io.jenkins.plugins.aps.core.model;

/**
 * One thing in a release's files that keeps it from being deployed, or that should be known.
 *
 * @param file path inside the project, or the empty string where it is not about one file
 * @param pointer where in the file: a JSON pointer, an element's id, {@code line:column}, or the empty string
 * @param code short and stable, camelCase, for example {@code notUtf8}, {@code tooLarge}, {@code unknownConnector}
 * @param message a sentence for people
 */
public record ModelProblem(String file, String pointer, String code, String message) {
    /** The code of a note that a deployment answers: who deploys gives an image. */
    public static final String NEEDS_IMAGE = "needsImage";

    @Override
    public String toString() {
        return (file.isEmpty() ? "project" : file) + (pointer.isEmpty() ? "" : " (" + pointer + ")") + ": " + message;
    }
}
