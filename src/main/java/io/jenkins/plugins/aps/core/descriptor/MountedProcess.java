package io.jenkins.plugins.aps.core.descriptor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A process file as it is mounted: the engine looks for certain endings only, and stumbles over a byte-order mark. */
final class MountedProcess {
    /** What the engine looks for, in this very case. */
    private static final String[] ENDINGS = {".bpmn20.xml", ".bpmn"};

    private static final String[] OTHERS = {".bpmn20.xml", ".bpmn.xml", ".bpmn", ".xml"};
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private MountedProcess() {}

    /** The path with an ending that the engine looks for. */
    static String path(String path) {
        if (Stream.of(ENDINGS).anyMatch(path::endsWith)) {
            return path;
        }
        var lower = path.toLowerCase(Locale.ROOT);
        var ending = Stream.of(OTHERS).filter(lower::endsWith).findFirst().orElse("");
        return path.substring(0, path.length() - ending.length()) + ENDINGS[0];
    }

    /** The content without its mark. */
    static byte[] bytes(byte[] bytes) {
        return hasMark(bytes) ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
    }

    static boolean hasMark(byte[] bytes) {
        return bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    /** The names under which a project's processes are mounted, and what was mended. */
    static final class Names {
        /** Characters of a path that the engine's database takes. */
        private static final int LONGEST = 255;
        /** Where the catalogs mount a project. */
        private static final int FOLDER = "/home/alfresco/.activiti/project-release-volume/".length();

        private final Map<String, String> seen = new HashMap<>();

        void add(ModelFile file, Problems problems) {
            var path = path(file.path());
            if (!path.equals(file.path())) {
                problems.note(
                        file.path(),
                        "",
                        "mountedAs",
                        "it is mounted as " + path + ", as the runtime bundle looks for "
                                + String.join(" and ", ENDINGS) + " only");
            }
            if (hasMark(file.bytes())) {
                problems.note(
                        file.path(),
                        "",
                        "byteOrderMark",
                        "it is mounted without its byte-order mark, which the runtime bundle does not understand");
            }
            var other = seen.putIfAbsent(path, file.path());
            if (other != null) {
                problems.add(
                        file.path(),
                        "",
                        "mountedTwice",
                        "it would be mounted as " + path + ", as " + other + " already: rename it");
            }
            if (FOLDER + path.length() > LONGEST) {
                problems.add(
                        file.path(),
                        "",
                        "nameTooLong",
                        "its name has more than " + (LONGEST - FOLDER - "processes/".length())
                                + " characters: shorten it" + BpmnRules.NO_START);
            }
        }
    }
}
