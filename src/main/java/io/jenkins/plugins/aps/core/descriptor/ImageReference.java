package io.jenkins.plugins.aps.core.descriptor;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The shape of an image's name: {@code [registry[:port]/]path[:tag][@digest]}.
 *
 * <p>Source: the grammar of the distribution project's reference package.
 */
final class ImageReference {
    private static final int LONGEST = 255;
    private static final Pattern SHAPE = Pattern.compile("(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
            + "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]{1,5})?/)?"
            + "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*"
            + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

    private ImageReference() {}

    /** What is wrong with it, as a sentence; empty where nothing is. */
    static Optional<String> problem(String image) {
        if (image.length() <= LONGEST + 200 && SHAPE.matcher(image).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                "'" + image + "' is not the name of an image: write it like registry.example.org/team/name:1.2,"
                        + " the path in lower case, without a scheme");
    }
}
