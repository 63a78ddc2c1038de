package io.jenkins.plugins.aps.core.model;

import java.util.Collection;
import java.util.stream.Collectors;

/** What is said of a field or a parameter that there is none of, wherever one is read. Pure. */
public final class UnknownName {
    /** A name of somebody else's choice is not repeated beyond that. */
    private static final int SHOWN = 60;

    private UnknownName() {}

    /** The name, to be told where it stands. */
    public static String shown(String name) {
        return name.length() > SHOWN ? name.substring(0, SHOWN) : name;
    }

    /** What is wrong with it: which names there are, and which one of them was surely meant. */
    public static String problem(String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "is unknown here: nothing can be given";
        }
        var meant = Nearest.typo(name, known)
                .map(each -> "; did you mean " + each + "?")
                .orElse("");
        return "is unknown here" + meant + (meant.isEmpty() ? "; known are " : " Known are ")
                + known.stream().sorted().collect(Collectors.joining(", "));
    }
}
