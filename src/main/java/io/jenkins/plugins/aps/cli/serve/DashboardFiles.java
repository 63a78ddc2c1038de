package io.jenkins.plugins.aps.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The scripts and styles of the dashboard, from this program's own resources, which don't change while it runs: each is
 * read once. Safe for many threads.
 */
final class DashboardFiles {
    static final String FOLDER = "/dashboard/";

    /** Small names without a dot but the one of the ending, so that no path leads elsewhere. */
    private static final Pattern PATH =
            Pattern.compile("/dashboard/(?:[a-z0-9-]{1,50}/){0,5}(?:[a-z0-9-]{1,50}\\.(?<ending>js|css|svg)|LICENSE)");

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript;charset=utf-8", "css", "text/css;charset=utf-8", "svg", "image/svg+xml");

    private final Map<String, Page> read = new ConcurrentHashMap<>();

    /** @param path as it came, not decoded */
    Optional<Page> find(String path) {
        var match = PATH.matcher(path);
        if (!match.matches()) {
            return Optional.empty();
        }
        var type = match.group("ending") == null ? "text/plain;charset=utf-8" : TYPES.get(match.group("ending"));
        // What isn't there is not kept: anybody may ask for anything.
        return Optional.ofNullable(read.computeIfAbsent(path, file -> load(file, type)));
    }

    private static Page load(String path, String type) {
        try (var resource = DashboardFiles.class.getResourceAsStream(path)) {
            return resource == null ? null : Page.of(type, resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
