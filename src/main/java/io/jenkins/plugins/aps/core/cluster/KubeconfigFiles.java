package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads what a kubeconfig holds itself or names a file for. What can't be read is a problem, never nothing. */
final class KubeconfigFiles {
    private final List<Problem> problems;

    /** @param problems gets a sentence for each file that can't be read */
    KubeconfigFiles(List<Problem> problems) {
        this.problems = problems;
    }

    /** The value of {@code <field>-data}, or in the same form what the file holds that {@code <field>} names. */
    Optional<String> data(String where, JsonNode node, String field) {
        var data = node.path(field + "-data").asText("").trim();
        return data.isEmpty()
                ? file(where, node, field).map(bytes -> Base64.getEncoder().encodeToString(bytes))
                : Optional.of(data);
    }

    /** What a file holds that the field names, without the line's end. */
    Optional<String> text(String where, JsonNode node, String field) {
        return file(where, node, field)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).trim())
                .filter(text -> !text.isEmpty());
    }

    private Optional<byte[]> file(String where, JsonNode node, String field) {
        var name = node.path(field).asText("");
        if (name.isEmpty()
                || problems.stream().anyMatch(problem -> problem.where().equals(where + field))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            problems.add(new Problem(where + field, "the file '" + name + "' can't be read"));
            return Optional.empty();
        }
    }
}
