package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.ModelProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a project's files, and what is only worth a note, in the order in which it is met. Not safe
 * for many threads.
 */
final class Problems {
    /** More than a person reads; a hostile file could bring millions. */
    private static final int MOST = 500;

    private final List<ModelProblem> found = new ArrayList<>();
    private final List<ModelProblem> noted = new ArrayList<>();
    private int dropped;

    void add(String file, String pointer, String code, String message) {
        if (found.size() < MOST) {
            found.add(new ModelProblem(Words.safe(file), Words.safe(pointer), code, Words.safe(message)));
        } else {
            dropped++;
        }
    }

    /** What keeps nothing from being deployed, and is told all the same. */
    void note(String file, String pointer, String code, String message) {
        if (noted.size() < MOST) {
            noted.add(new ModelProblem(Words.safe(file), Words.safe(pointer), code, Words.safe(message)));
        }
    }

    List<ModelProblem> notes() {
        return List.copyOf(noted);
    }

    List<ModelProblem> all() {
        var all = new ArrayList<>(found);
        if (dropped > 0) {
            all.add(new ModelProblem("", "", "tooManyProblems", "there are " + dropped + " more problems, not listed"));
        }
        return List.copyOf(all);
    }
}
