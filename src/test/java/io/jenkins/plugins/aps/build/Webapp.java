package io.jenkins.plugins.aps.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboard's files, and what of the library beside them is shipped. */
public final class Webapp {
    public static final Path SOURCES = Path.of("src", "main", "webapp");
    private static final String LIBRARY = "dashboard/lib/lit-html/";

    /** Its licence, its core, and the directives that pages may use, with what these import. */
    private static final List<String> SHIPPED = List.of(
            "LICENSE",
            "lit-html.js",
            "async-directive.js",
            "directive.js",
            "directive-helpers.js",
            "directives/class-map.js",
            "directives/guard.js",
            "directives/if-defined.js",
            "directives/keyed.js",
            "directives/live.js",
            "directives/ref.js",
            "directives/repeat.js");

    private Webapp() {}

    /** By their names in both packages. */
    static List<String> files() {
        try (var files = Files.walk(SOURCES)) {
            var ours = files.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/'));
            return Stream.concat(ours, SHIPPED.stream().map(name -> LIBRARY + name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
