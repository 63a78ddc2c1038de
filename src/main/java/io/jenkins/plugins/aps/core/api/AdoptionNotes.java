package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.api.AdoptionReader.Findings;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OneLine;
import io.jenkins.plugins.aps.core.model.ReleaseReference;
import io.jenkins.plugins.aps.core.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a person should know of an application before its record is brought back. Pure. */
final class AdoptionNotes {
    private static final int LONGEST = 100;
    private static final int MOST = 20;

    private AdoptionNotes() {}

    static List<String> of(Findings found, String application) {
        var recovery = found.recovery();
        var notes = new ArrayList<>(found.problems());
        if (!found.unread().isEmpty()) {
            notes.add("our account may not read all of namespace '" + application + "' (" + kinds(found.unread())
                    + "): there may be more of the application in it. Carried out, it gives itself the rights first, where"
                    + " it may, and looks again");
        }
        if (recovery.versions().isEmpty()) {
            notes.add((recovery.unreadable().isEmpty()
                            ? "no version of it is kept"
                            : "no version of it that is kept can be read")
                    + ": what it was deployed with is not known, and it can't be rolled back or"
                    + " deployed again as it is; deploy a release");
        } else if (recovery.running() != recovery.current()) {
            notes.add("version " + recovery.current() + " was begun, but not all of its content is there and in use: "
                    + (recovery.running() == 0 ? "no version's is" : "that of version " + recovery.running() + " is"));
        }
        notes.addAll(found.images().differences(recovery.current()));
        notes.addAll(releases(found));
        if (recovery.objects().isEmpty()) {
            notes.add("nothing in namespace '" + application + "' says that it is the application's");
        }
        var missing = new TreeSet<String>();
        recovery.waves().keySet().stream()
                .filter(ref -> !recovery.objects().containsKey(ref))
                .forEach(ref -> missing.add(ref.toString()));
        if (!missing.isEmpty()) {
            notes.add("missing, or not the application's: " + String.join(", ", missing)
                    + "; the next deployment makes what is missing");
        }
        return notes;
    }

    /** Whoever may write an object chooses what it says. */
    private static List<String> releases(Findings found) {
        return found.recovery().objects().entrySet().stream()
                .filter(each -> !each.getValue().release().isEmpty())
                .filter(each ->
                        ReleaseReference.exact(each.getValue().release()).isEmpty())
                .map(each ->
                        "annotation " + Planner.RELEASE + " of " + each.getKey() + " is not project/number, and counts"
                                + " for nothing: '" + OneLine.of(each.getValue().release(), LONGEST) + "'")
                .limit(MOST)
                .toList();
    }

    static String kinds(Set<ObjectRef> unread) {
        return unread.stream().map(ObjectRef::kind).sorted().distinct().collect(Collectors.joining(", "));
    }
}
