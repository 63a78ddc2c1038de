package io.jenkins.plugins.aps.core.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Repository;

/**
 * The names of tags that a clone does not have: those that are not of the right form, and those that were left out because
 * they can't be read. Kept as a file in the clone, so that whoever reads it next knows them without asking the repository.
 *
 * @param others names that do not match the tag pattern and end with a digit
 * @param refused names that match it
 */
record OtherTags(List<String> others, List<String> refused) {
    private static final String FILE = "aps-other-tags";
    private static final int MOST = 2_000;
    private static final int LONGEST = 200;

    OtherTags {
        others = bounded(others);
        refused = bounded(refused);
    }

    private static List<String> bounded(List<String> names) {
        return names.stream()
                .filter(name -> !name.isEmpty()
                        && name.length() <= LONGEST
                        && name.chars().noneMatch(Character::isISOControl))
                .limit(MOST)
                .toList();
    }

    /** Those that were written last; none where there is no such file. */
    static OtherTags read(Repository clone) throws IOException {
        var file = file(clone);
        if (!Files.exists(file)) {
            return new OtherTags(List.of(), List.of());
        }
        var lines = Files.readAllLines(file);
        return new OtherTags(after(lines, "other "), after(lines, "refused "));
    }

    private static List<String> after(List<String> lines, String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    void write(Repository clone) throws IOException {
        var lines = new ArrayList<String>();
        others.forEach(name -> lines.add("other " + name));
        refused.forEach(name -> lines.add("refused " + name));
        Files.write(file(clone), lines);
    }

    private static Path file(Repository clone) {
        return clone.getDirectory().toPath().resolve(FILE);
    }
}
