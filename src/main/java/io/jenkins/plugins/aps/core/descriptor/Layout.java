package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.source.ProjectFiles;
import io.jenkins.plugins.aps.core.source.ProjectFiles.Entry;
import io.jenkins.plugins.aps.core.source.ProjectFiles.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chooses the files of a release that belong to its project, and reads them if they are what they should be.
 *
 * <p>An export can lie in one top folder, as archives are often packed; that folder is then taken for the project's.
 */
final class Layout {
    private Layout() {}

    /** The files of known folders and those beside them, in the order of their paths; every other one of them a problem. */
    static List<ModelFile> read(ProjectFiles files, Problems problems) {
        List<Entry> entries;
        try {
            entries = files.list();
        } catch (ApsException e) {
            if (e.code() != ErrorCode.INVALID_REQUEST) {
                throw e;
            }
            problems.add("", "", "tooLarge", e.getMessage());
            return List.of();
        }
        var top = top(entries);
        var read = new ArrayList<ModelFile>();
        var seen = new HashSet<String>();
        long bytes = 0;
        int count = 0;
        for (var entry : entries) {
            var path = entry.path().startsWith(top) ? entry.path().substring(top.length()) : entry.path();
            if (!belongs(path)) {
                continue;
            }
            if (!seen.add(path) || !usable(path, entry, problems)) {
                continue;
            }
            bytes += entry.size();
            if (++count > ProjectLimits.FILES || bytes > ProjectLimits.PROJECT_BYTES) {
                problems.add(
                        "",
                        "",
                        "projectTooLarge",
                        "the project has more than " + ProjectLimits.FILES + " files, or more than "
                                + ProjectLimits.PROJECT_BYTES + " bytes: leave out what the application doesn't need");
                break;
            }
            read.add(new ModelFile(path, files.read(entry)));
        }
        return read;
    }

    private static boolean belongs(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return path.endsWith(".json") || ProjectFolder.of(path).isPresent();
        }
        return ProjectFolder.of(path.substring(0, slash)).isPresent();
    }

    private static boolean usable(String path, Entry entry, Problems problems) {
        if (entry.kind() != Kind.FILE) {
            var link = entry.kind() == Kind.LINK;
            problems.add(
                    path,
                    "",
                    link ? "link" : "submodule",
                    link
                            ? "it is a symbolic link, which is not followed: put the file itself here"
                            : "it is a submodule, which is not fetched: put the files themselves here");
            return false;
        }
        if (path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD')
                || Stream.of(path.split("/", -1))
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            problems.add(
                    path,
                    "",
                    "badPath",
                    "its path holds '..', an empty name, a backslash or a character that can't be shown: rename it");
            return false;
        }
        if (bytes(path) > ProjectLimits.PATH_BYTES
                || Stream.of(path.split("/", -1)).anyMatch(part -> bytes(part) > ProjectLimits.NAME_BYTES)) {
            problems.add(
                    path,
                    "",
                    "badPath",
                    "its path has more than " + ProjectLimits.PATH_BYTES + " bytes, or a name in it more than "
                            + ProjectLimits.NAME_BYTES + ", so that it can't be mounted: shorten it");
            return false;
        }
        if (entry.size() > ProjectLimits.FILE_BYTES) {
            problems.add(
                    path,
                    "",
                    "tooLarge",
                    "it has " + entry.size() + " bytes, and a file may have " + ProjectLimits.FILE_BYTES
                            + ": it reaches the services in a ConfigMap, which holds no more");
            return false;
        }
        return true;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The one top folder that holds everything, with a slash; empty where there is none. */
    private static String top(List<Entry> entries) {
        var first = entries.isEmpty() ? "" : entries.get(0).path();
        int slash = first.indexOf('/');
        if (slash <= 0) {
            return "";
        }
        var top = first.substring(0, slash + 1);
        if (ProjectFolder.of(first.substring(0, slash)).isPresent()
                || !entries.stream().allMatch(entry -> entry.path().startsWith(top))) {
            return "";
        }
        var hasManifest = entries.stream()
                .map(Entry::path)
                .anyMatch(path -> path.endsWith(".json") && path.indexOf('/', top.length()) < 0);
        return hasManifest ? top : "";
    }
}
