package io.jenkins.plugins.aps.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The API of Jenkins 2.516.2, its libraries and the plugins that ours meets, as a listing under {@code src/test/resources/jenkins-api}:
 * a line for each class ({@code C flags name super interfaces}), followed by its fields ({@code F flags name descriptor}) and methods
 * ({@code M flags name+descriptor}) that aren't private. The listing has no constants' values and no annotations.
 */
final class JenkinsApi {
    private static final String LISTING = "/jenkins-api/jenkins-2.516.2.txt.gz";

    private JenkinsApi() {}

    /** The classes by internal name. */
    static Map<String, ApiType> read() {
        var types = new HashMap<String, ApiType>();
        try (var in = JenkinsApi.class.getResourceAsStream(LISTING);
                var reader =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            ApiType current = null;
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var parts = line.split(" ", -1);
                var flags = Integer.parseInt(parts[1]);
                switch (parts[0]) {
                    case "C" -> {
                        current = new ApiType(flags, parts[2], orNull(parts[3]), list(parts[4]), new HashMap<>());
                        types.put(current.name(), current);
                    }
                    case "F" -> current.members().put(parts[2] + " " + parts[3], flags);
                    case "M" -> current.members().put(parts[2], flags);
                    default -> throw new IllegalStateException("Not a line of the listing: " + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    /** Lines of a text file beside the listing, without comments ({@code #}) and empty ones. */
    static List<String> lines(String file) {
        try (var in = JenkinsApi.class.getResourceAsStream("/jenkins-api/" + file)) {
            var lines = new ArrayList<>(List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")));
            lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String orNull(String name) {
        return name.equals("-") ? null : name;
    }

    private static List<String> list(String names) {
        return names.equals("-") ? List.of() : List.of(names.split(","));
    }
}
