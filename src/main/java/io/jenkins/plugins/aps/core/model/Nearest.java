package io.jenkins.plugins.aps.core.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the names that a person may have meant. Pure; safe for many threads. */
public final class Nearest {
    /** Longer names are cut before they are compared: the comparison costs the product of both lengths. */
    private static final int COMPARED = 100;

    /** What is shorter is part of too many names. */
    private static final int PART = 3;

    /** Of so many letters one may be another. */
    private static final int DIFFERENT = 4;

    /** Who is told more names than that may as well read them all. */
    private static final int ALIKE = 3;

    private Nearest() {}

    /** At most {@code most} of the names, those that differ least from what was said first; equally near ones by name. */
    public static List<String> names(String said, Collection<String> names, int most) {
        record Scored(String name, int distance) {}
        return names.stream()
                .distinct()
                .map(name -> new Scored(name, distance(said, name)))
                .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
                .limit(most)
                .map(Scored::name)
                .toList();
    }

    /** The name that was surely meant: one letter differs, two neighbours changed places, or only the case is another. */
    public static Optional<String> typo(String said, Collection<String> names) {
        var lower = said.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> !name.equals(said) && mistyped(lower, name.toLowerCase(Locale.ROOT)))
                .min(Comparator.naturalOrder());
    }

    /**
     * The names that may have been meant, the most likely first: the one that was surely meant alone; else up to three that
     * are a little different, or that begin or end with what was said. Empty: no name is like it.
     */
    public static List<String> meant(String said, Collection<String> names) {
        var sure = typo(said, names);
        if (sure.isPresent()) {
            return List.of(sure.get());
        }
        var lower = said.toLowerCase(Locale.ROOT);
        var like = names.stream()
                .filter(name -> !name.equals(said) && alike(lower, name.toLowerCase(Locale.ROOT)))
                .toList();
        return names(said, like, ALIKE);
    }

    private static boolean alike(String said, String name) {
        int shorter = Math.min(said.length(), name.length());
        boolean part = said.length() >= PART && (name.startsWith(said) || name.endsWith(said));
        return part || distance(said, name) <= shorter / DIFFERENT;
    }

    private static boolean mistyped(String said, String name) {
        int distance = distance(said, name);
        return distance < 2
                || distance == 2
                        && Arrays.equals(
                                said.chars().sorted().toArray(),
                                name.chars().sorted().toArray());
    }

    /** At most {@code most} of the numbers, the nearest first; of two equally near ones the higher first. */
    public static List<Integer> numbers(int said, Collection<Integer> numbers, int most) {
        return numbers.stream()
                .distinct()
                .sorted(Comparator.<Integer>comparingLong(number -> Math.abs((long) number - said))
                        .thenComparing(Comparator.reverseOrder()))
                .limit(most)
                .toList();
    }

    /** How many letters must be changed, put in or left out. */
    private static int distance(String one, String other) {
        var a = cut(one);
        var b = cut(other);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String cut(String name) {
        return name.length() > COMPARED ? name.substring(0, COMPARED) : name;
    }
}
