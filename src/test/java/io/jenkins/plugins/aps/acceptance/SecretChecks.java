package io.jenkins.plugins.aps.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** No secret is in any file of Jenkins: consoles, builds, pipelines' state, configuration, log. */
final class SecretChecks {
    static final List<Check> ALL = List.of(new Check("no-secret-in-any-file", SecretChecks::files));
    private static final long LARGEST = 20_000_000;

    private SecretChecks() {}

    private static String files(World world) throws Exception {
        // Makes files that could hold one; the others' builds are looked through as well.
        PipelineChecks.succeeded(world.run("devops", "scripted", world.name("secrets")));
        var needles = needles(world.secrets());
        var found = new ArrayList<String>();
        var looked = 0;
        for (var file : files(world.home())) {
            looked++;
            found.addAll(inFile(file, needles));
        }
        var log = world.jenkins().log();
        needles.forEach((what, value) -> {
            if (log.contains(value)) {
                found.add(what + " in Jenkins's log");
            }
        });
        Check.that(found.isEmpty(), String.join(", ", found));
        return looked + " files hold none of " + world.secrets().size() + " secrets";
    }

    /** Each secret as it is and in base64, by what it is; not shown itself. */
    static Map<String, String> needles(Map<String, String> secrets) {
        var needles = new LinkedHashMap<String, String>();
        secrets.forEach((name, value) -> {
            needles.put(name, value);
            var base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
            needles.put(name + " in base64", base64.replaceAll("=+$", ""));
        });
        return needles;
    }

    static List<String> inFile(Path file, Map<String, String> needles) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (java.nio.file.NoSuchFileException e) {
            return List.of(); // a temporary file of Jenkins that is gone again
        }
        // One char a byte, so that binary files are looked through too.
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return needles.entrySet().stream()
                .filter(needle -> text.contains(needle.getValue()))
                .map(needle -> needle.getKey() + " in " + file)
                .toList();
    }

    /** All that Jenkins wrote: not what was unpacked from the war and the plugins. */
    private static List<Path> files(Path home) throws IOException {
        try (var all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> !home.relativize(f).startsWith("plugins")
                            && !home.relativize(f).startsWith("war"))
                    .filter(f -> f.toFile().length() <= LARGEST)
                    .toList();
        }
    }
}
