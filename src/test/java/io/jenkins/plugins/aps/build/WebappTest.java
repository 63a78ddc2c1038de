package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a browser finds only when it runs: that each import leads to a file that is shipped. */
class WebappTest {
    private static final Pattern IMPORT = Pattern.compile("\\b(?:from|import)\\s*\\(?\\s*[\"']([^\"']+)[\"']");

    @Test
    void everyImportIsAFileThatIsShipped() throws IOException {
        var root = CompiledClasses.folder();
        var missing = new TreeSet<String>();
        for (var name : Webapp.files()) {
            var file = root.resolve(name);
            assertThat(file).exists();
            if (!name.endsWith(".js")) {
                continue;
            }
            var imports = IMPORT.matcher(Files.readString(file));
            while (imports.find()) {
                var imported = imports.group(1);
                // A bare name would need an import map, which is an inline script.
                if (!imported.startsWith(".") || !Webapp.files().contains(target(root, file, imported))) {
                    missing.add(name + " imports " + imported);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static String target(Path root, Path file, String imported) {
        return root.relativize(file.resolveSibling(imported).normalize())
                .toString()
                .replace('\\', '/');
    }
}
