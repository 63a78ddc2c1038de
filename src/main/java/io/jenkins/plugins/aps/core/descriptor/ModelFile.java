package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.descriptor.StrictJson.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file of a project whose path and size are known to be fine.
 *
 * @param path relative to the project's folder
 * @param bytes its content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record ModelFile(String path, byte[] bytes) {
    private static final String EXTENSIONS = "-extensions.json";

    /** The first folder; empty for a file beside the manifest. */
    String folder() {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Whether it lies right in its folder: deeper files are carried along, but are no models. */
    boolean direct() {
        return path.indexOf('/') == path.lastIndexOf('/');
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isExtensions() {
        return name().endsWith(EXTENSIONS);
    }

    /** The file's name without the first of the endings that it has; empty where it has none of them. */
    Optional<String> base(String... endings) {
        for (var ending : endings) {
            if (name().endsWith(ending)) {
                return Optional.of(name().substring(0, name().length() - ending.length()));
            }
        }
        return Optional.empty();
    }

    /** The content, if it is UTF-8; else the problem is told. */
    Optional<String> text(Problems problems) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            problems.add(path, "", "notUtf8", "the file is not UTF-8: save it as UTF-8");
            return Optional.empty();
        }
    }

    /** The content, if it is a JSON object; else the problem is told. */
    Optional<ObjectNode> object(Problems problems) {
        return text(problems).flatMap(text -> {
            try {
                JsonNode node = StrictJson.parse(text);
                if (node instanceof ObjectNode object) {
                    return Optional.of(object);
                }
                problems.add(path, "", "notAnObject", "the file holds JSON, but no object");
            } catch (Malformed e) {
                problems.add(path, e.pointer(), "invalidJson", "the file can't be read: " + e.sentence());
            }
            return Optional.empty();
        });
    }
}
