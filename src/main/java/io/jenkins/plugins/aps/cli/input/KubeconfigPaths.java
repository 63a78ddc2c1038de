package io.jenkins.plugins.aps.cli.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.Map;

/**
 * A kubeconfig may name files relative to its own folder; its text alone, as the core gets it, does not say where that
 * is.
 */
public final class KubeconfigPaths {
    private static final Map<String, String> FILES = Map.of(
            "certificate-authority", "cluster",
            "client-certificate", "user",
            "client-key", "user",
            "tokenFile", "user");
    private static final YAMLMapper YAML = new YAMLMapper();

    private KubeconfigPaths() {}

    /** The same kubeconfig with absolute paths; text that is no kubeconfig comes back as it is. */
    public static String absolute(String text, Path folder) {
        try {
            var root = YAML.readTree(text);
            boolean changed = absolute(root.path("clusters"), "cluster", folder);
            changed |= absolute(root.path("users"), "user", folder);
            return changed ? YAML.writeValueAsString(root) : text;
        } catch (JsonProcessingException e) {
            // The core reads it next and says what is wrong with it.
            return text;
        }
    }

    /** A program without a slash is looked for on the PATH. */
    private static boolean command(JsonNode exec, Path folder) {
        var command = exec.path("command").asText("");
        if (exec instanceof ObjectNode program
                && command.contains("/")
                && !Path.of(command).isAbsolute()) {
            program.put("command", folder.resolve(command).toString());
            return true;
        }
        return false;
    }

    private static boolean absolute(JsonNode entries, String field, Path folder) {
        boolean changed = false;
        for (var entry : entries) {
            if (entry.path(field) instanceof ObjectNode settings) {
                for (var file : FILES.entrySet()) {
                    var value = settings.path(file.getKey()).asText("");
                    if (file.getValue().equals(field)
                            && !value.isEmpty()
                            && !Path.of(value).isAbsolute()) {
                        settings.put(file.getKey(), folder.resolve(value).toString());
                        changed = true;
                    }
                }
                changed |= command(settings.path("exec"), folder);
            }
        }
        return changed;
    }
}
