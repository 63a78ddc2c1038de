package io.jenkins.plugins.aps.core.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Finds the project folders of a tree: those with a {@code <name>.json} whose {@code name} is the same. Below one there is
 * no other.
 *
 * <p>What was found in a subtree is remembered by its id, so that the next tag, which shares nearly all subtrees, costs
 * only what changed. Not safe for many threads.
 */
final class ProjectFolders {
    private static final Logger LOG = Logger.getLogger(ProjectFolders.class.getName());
    private static final int MAX_DEPTH = 12;
    /** Folders looked at for one commit: a tree whose subtrees are all the same one can unfold to billions. */
    private static final int MAX_FOLDERS = 20_000;

    private static final int REMEMBERED = 100_000;
    private static final String JSON = ".json";

    /** A project's own folders: their files have names of their own, so one could look like a manifest. */
    private static final Set<String> MODEL_FOLDERS = Set.of(
            "processes",
            "connectors",
            "forms",
            "ui",
            "decision-tables",
            "files",
            "scripts",
            "triggers",
            "content-models");

    private final Glob wanted;
    private final Map<Place, List<Found>> places = new HashMap<>();
    private final Map<ObjectId, Optional<ManifestHead>> heads = new HashMap<>();
    private int looked;

    ProjectFolders(Glob wanted) {
        this.wanted = wanted;
    }

    /** All that may be a project folder, in the order of their paths. */
    List<Found> in(ObjectReader reader, ObjectId tree) throws IOException {
        if (places.size() > REMEMBERED || heads.size() > REMEMBERED) {
            places.clear();
            heads.clear();
        }
        looked = 0;
        return look(reader, new Place("", tree), 0);
    }

    private List<Found> look(ObjectReader reader, Place place, int depth) throws IOException {
        var known = places.get(place);
        if (known != null) {
            return known;
        }
        if (depth > MAX_DEPTH || ++looked > MAX_FOLDERS) {
            LOG.log(
                    Level.WARNING,
                    "Not looked for projects below ''{0}'': too deep, or too many folders",
                    place.folder);
            return List.of();
        }
        var here = new ArrayList<Found>();
        var below = new ArrayList<Place>();
        for (var tree = new CanonicalTreeParser(null, reader, place.tree); !tree.eof(); tree = tree.next()) {
            var name = tree.getEntryPathString();
            var mode = tree.getEntryFileMode();
            if (FileMode.TREE.equals(mode)) {
                if (!name.startsWith(".") && !MODEL_FOLDERS.contains(name)) {
                    below.add(new Place(place.below(name), tree.getEntryObjectId()));
                }
            } else if ((mode.getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE && name.endsWith(JSON)) {
                here.add(candidate(reader, place.folder, name, tree.getEntryObjectId()));
            }
        }
        var found = wanted.matches(place.folder) ? here : new ArrayList<Found>();
        if (found.stream().noneMatch(Found::certain)) {
            for (var next : below) {
                found.addAll(look(reader, next, depth + 1));
            }
        }
        var result = List.copyOf(found);
        places.put(place, result);
        return result;
    }

    private Found candidate(ObjectReader reader, String folder, String file, ObjectId blob) throws IOException {
        var name = file.substring(0, file.length() - JSON.length());
        var head = heads.get(blob);
        if (head == null) {
            head = reader.getObjectSize(blob, Constants.OBJ_BLOB) > ManifestHead.MAX_BYTES
                    ? Optional.empty()
                    : ManifestHead.read(reader.open(blob, Constants.OBJ_BLOB).getBytes());
            heads.put(blob.copy(), head);
        }
        var certain = head.isPresent() && head.get().name().equals(name);
        return new Found(folder, name, certain, certain ? head.get().number() : 0);
    }

    /**
     * What may be a project folder.
     *
     * @param folder its path; empty: the root
     * @param project the base name of the manifest
     * @param certain whether the manifest says so itself; otherwise it is broken, or another JSON file
     * @param version the manifest's; 0: never released
     */
    record Found(String folder, String project, boolean certain, int version) {}

    private record Place(String folder, AnyObjectId tree) {
        String below(String name) {
            return folder.isEmpty() ? name : folder + "/" + name;
        }
    }
}
