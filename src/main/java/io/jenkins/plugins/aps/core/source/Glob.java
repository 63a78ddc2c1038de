package io.jenkins.plugins.aps.core.source;

import java.util.regex.Pattern;

/**
 * Which folders may hold projects: {@code *} and {@code ?} stand for letters of one name, {@code **} for any path, also
 * none. The repository's root is the empty path.
 */
final class Glob {
    private final Pattern pattern;

    Glob(String glob) {
        this.pattern =
                Pattern.compile(translated(glob == null || glob.isBlank() ? "**" : glob.strip()), Pattern.DOTALL);
    }

    boolean matches(String folder) {
        return pattern.matcher(folder).matches();
    }

    private static String translated(String glob) {
        var regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 3;
            } else if (glob.startsWith("/**", i) && i + 3 == glob.length()) {
                regex.append("(?:/.*)?");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                char c = glob.charAt(i);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
                i++;
            }
        }
        return regex.toString();
    }
}
