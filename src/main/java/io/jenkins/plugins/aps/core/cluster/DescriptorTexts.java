package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Compares recorded descriptors. Those that were written before {@code defaults} were told say the same without them. */
final class DescriptorTexts {
    private static final String DEFAULTS = "defaults";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DescriptorTexts() {}

    /** Whether both are the same deployment, as far as both tell. */
    static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        var first = object(one);
        var second = object(other);
        return first.isPresent()
                && second.isPresent()
                && first.get().has(DEFAULTS) != second.get().has(DEFAULTS)
                && first.get().without(DEFAULTS).equals(second.get().without(DEFAULTS));
    }

    /** The commit that a release was when it was deployed; empty: this is of another release, or does not tell. */
    static Optional<String> commit(String descriptor, String project, int version) {
        return object(descriptor)
                .filter(json -> json.path("projectName").asText("").equals(project)
                        && json.path("releaseVersion").asText("").equals(String.valueOf(version)))
                .map(json -> json.path("commit").asText(""))
                .filter(commit -> !commit.isEmpty());
    }

    private static Optional<ObjectNode> object(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            // What can't be read is the same as nothing else.
            return Optional.empty();
        }
    }
}
