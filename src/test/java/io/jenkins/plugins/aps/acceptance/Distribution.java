package io.jenkins.plugins.aps.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Jenkins that the caller brings.
 *
 * @param folder has {@code jenkins.war} and {@code plugins/} with {@code <short name>.jpi} or {@code .hpi}
 */
record Distribution(Path folder) {
    static final String PROPERTY = "jenkins.home.dist";

    /** Without these nothing here can run; what they in turn need must be there too, which Jenkins itself says. */
    static final List<String> PLUGINS = List.of(
            "workflow-api",
            "workflow-basic-steps",
            "workflow-cps",
            "workflow-job",
            "workflow-step-api",
            "pipeline-model-definition",
            "script-security",
            "structs",
            "credentials",
            "plain-credentials",
            "ssh-credentials",
            "credentials-binding",
            "matrix-auth",
            "configuration-as-code",
            "cloudbees-folder",
            "git-client",
            "kubernetes-client-api",
            "jackson2-api",
            "snakeyaml-api");

    static Optional<Distribution> fromProperties() {
        var folder = System.getProperty(PROPERTY, "");
        return folder.isBlank()
                ? Optional.empty()
                : Optional.of(new Distribution(Path.of(folder).toAbsolutePath()));
    }

    static String absent() {
        return "no Jenkins to try it in: give -D" + PROPERTY + "=DIR, a folder with jenkins.war and plugins/";
    }

    Path war() {
        return folder.resolve("jenkins.war");
    }

    Path plugins() {
        return folder.resolve("plugins");
    }

    /** Every file that should be there and isn't; empty: complete. */
    List<String> missing() {
        var missing = new ArrayList<String>();
        if (!Files.isRegularFile(war())) {
            missing.add(war().toString());
        }
        for (var plugin : PLUGINS) {
            if (!has(plugin)) {
                missing.add(plugins().resolve(plugin + ".jpi") + " (or .hpi)");
            }
        }
        return missing;
    }

    boolean has(String plugin) {
        return Stream.of(".jpi", ".hpi")
                .anyMatch(end -> Files.isRegularFile(plugins().resolve(plugin + end)));
    }

    List<Path> pluginFiles() {
        try (var files = Files.list(plugins())) {
            return files.filter(
                            f -> f.toString().endsWith(".jpi") || f.toString().endsWith(".hpi"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
