package io.jenkins.plugins.aps.core.plan;

import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What a cluster needs of files that shall be mounted from ConfigMaps. */
final class FileRules {
    /** Longest path and longest name in it, in bytes, that the node's file system and the kubelet take. */
    private static final int LONGEST_PATH = 4096;

    private static final int LONGEST_NAME = 255;

    private FileRules() {}

    static List<Problem> problems(List<ProjectContent> files) {
        var problems = new ArrayList<Problem>();
        var seen = new HashSet<String>();
        for (var file : files) {
            var wrong = problem(file);
            if (!wrong.isEmpty()) {
                problems.add(new Problem("project." + file.path(), wrong));
            } else if (!seen.add(file.path())) {
                problems.add(new Problem("project." + file.path(), "the file is there twice"));
            }
        }
        return problems;
    }

    private static String problem(ProjectContent file) {
        var path = file.path();
        if (file.bytes().length > ProjectContent.MOST_BYTES) {
            return "the file has " + file.bytes().length
                    + " bytes; it is mounted from a ConfigMap, which takes at most " + ProjectContent.MOST_BYTES
                    + ": make it smaller or leave it out of the release";
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            return "the path is longer than " + LONGEST_PATH + " bytes: shorten it";
        }
        if (path.indexOf('\0') >= 0 || path.startsWith("..")) {
            return "the path can't be mounted: it must not begin with '..' nor hold a NUL character";
        }
        for (var name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return "the path is not relative and plain: it must not begin or end with '/' nor hold '//', '.' or '..'";
            }
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return "a name in the path is longer than " + LONGEST_NAME + " bytes: shorten it";
            }
        }
        return "";
    }
}
