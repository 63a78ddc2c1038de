package io.jenkins.plugins.aps.cli.demo;

import java.util.List;

/** A command as it can be typed into a POSIX shell: quoted where needed, broken before an option that would not fit. */
final class CommandText {
    private static final int WIDTH = 96;

    private CommandText() {}

    static String of(List<String> words) {
        var text = new StringBuilder();
        int column = "$ aps ".length();
        for (int i = 0; i < words.size(); i++) {
            var word = quoted(words.get(i));
            int needed = word.length();
            if (word.startsWith("--") && i + 1 < words.size()) {
                needed += 1 + quoted(words.get(i + 1)).length();
            }
            if (i > 0 && word.startsWith("--") && column + needed > WIDTH) {
                text.append(" \\\n    ");
                column = 4;
            } else if (i > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
