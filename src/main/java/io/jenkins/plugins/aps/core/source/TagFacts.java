package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.OneLine;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Who made a release, when, and what they said.
 *
 * @param by name of the person
 * @param at when
 * @param comment the message, trimmed and cut
 * @param commit what was released
 * @param tree its tree
 * @param signature {@code none} or {@code present}
 */
record TagFacts(String by, Instant at, String comment, ObjectId commit, ObjectId tree, String signature) {
    static final String LIGHTWEIGHT =
            "it is lightweight, so that nobody knows who released it and when: make it annotated,"
                    + " with git tag -a -f";
    static final String OF_NO_COMMIT = "it is the tag of something that is no commit";
    static final String UNREADABLE = "it can't be read; the log says why";

    private static final int LONGEST_COMMENT = 10_000;
    private static final int LONGEST_NAME = 200;
    private static final Pattern SIGNATURE =
            Pattern.compile("(?m)^-----BEGIN (PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----");

    /** Empty where the object is no annotated tag of a commit. */
    static Optional<TagFacts> of(RevWalk walk, ObjectId id) throws IOException {
        if (!(walk.parseAny(id) instanceof RevTag tag) || !(walk.peel(tag) instanceof RevCommit commit)) {
            return Optional.empty();
        }
        walk.parseBody(tag);
        walk.parseHeaders(commit);
        var message = tag.getFullMessage();
        var sign = SIGNATURE.matcher(message);
        var signed = sign.find();
        var facts = new TagFacts(
                name(tag.getTaggerIdent()),
                // Very old tags have no tagger.
                tag.getTaggerIdent() == null
                        ? Instant.ofEpochSecond(commit.getCommitTime())
                        : tag.getTaggerIdent().getWhenAsInstant(),
                trimmed(signed ? message.substring(0, sign.start()) : message),
                commit.copy(),
                commit.getTree().copy(),
                signed || tag.getRawGpgSignature() != null ? "present" : "none");
        tag.disposeBody();
        return Optional.of(facts);
    }

    /** Why there are none. */
    static String whyNot(RevWalk walk, ObjectId id) throws IOException {
        return walk.parseAny(id) instanceof RevCommit ? LIGHTWEIGHT : OF_NO_COMMIT;
    }

    /** Those of a commit, for a project that is released by its manifest's version. */
    static TagFacts of(RevWalk walk, RevCommit commit) throws IOException {
        walk.parseBody(commit);
        return new TagFacts(
                name(commit.getAuthorIdent()),
                commit.getAuthorIdent() == null
                        ? Instant.ofEpochSecond(commit.getCommitTime())
                        : commit.getAuthorIdent().getWhenAsInstant(),
                trimmed(commit.getFullMessage()),
                commit.copy(),
                commit.getTree().copy(),
                commit.getRawGpgSignature() != null ? "present" : "none");
    }

    private static String name(PersonIdent person) {
        return person == null ? "" : OneLine.of(person.getName(), LONGEST_NAME);
    }

    private static String trimmed(String message) {
        var text = message.strip();
        return text.length() > LONGEST_COMMENT ? text.substring(0, LONGEST_COMMENT) : text;
    }
}
