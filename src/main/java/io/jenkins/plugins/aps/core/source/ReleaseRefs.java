package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Nearest;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/**
 * Brings what releases are made of into a clone: the tags that match the tag pattern, and the release branch. What else
 * is in the repository can't hurt then.
 *
 * <p>JGit's own fetch is all or nothing: one tag that is too large or can't be read would keep all releases away. Here it
 * is left out, and told once.
 */
final class ReleaseRefs {
    private static final Logger LOG = Logger.getLogger(ReleaseRefs.class.getName());
    private static final List<RefSpec> OFFERED =
            List.of(new RefSpec("refs/heads/*:refs/heads/*"), new RefSpec("refs/tags/*:refs/tags/*"));

    private final Repository clone;
    private final RepositorySettings settings;
    private final RepositoryUrl url;
    private final TagPattern pattern;
    private final Set<ObjectId> refused;
    private final boolean fresh;

    /**
     * @param refused tags that were left out; added to
     * @param fresh whether the clone was just made, so that what can't be read is not its fault
     */
    ReleaseRefs(
            Repository clone, RepositorySettings settings, RepositoryUrl url, Set<ObjectId> refused, boolean fresh) {
        this.clone = clone;
        this.settings = settings;
        this.url = url;
        this.pattern = new TagPattern(settings);
        this.refused = refused;
        this.fresh = fresh;
    }

    /** Makes the clone's references those of the repository; what is cancelled has no effect. */
    void bring(Transport transport, ProgressMonitor monitor) throws IOException {
        Map<String, Ref> offered;
        List<Ref> wanted;
        try (var connection = transport.openFetch(OFFERED, Constants.HEAD)) {
            offered = connection.getRefsMap();
            wanted = wanted(offered);
            var missing = new ArrayList<Ref>();
            for (var ref : wanted) {
                if (!clone.getObjectDatabase().has(ref.getObjectId())) {
                    missing.add(ref);
                }
            }
            if (!missing.isEmpty()) {
                fetch(transport, connection, missing, monitor);
            }
        }
        if (!monitor.isCancelled()) {
            store(offered, wanted);
            others(offered).write(clone);
            var head = defaultBranch(offered);
            if (!head.isEmpty()) {
                clone.updateRef(Constants.HEAD).link(head);
            }
        }
    }

    /** The release branch, if there is any, then the tags. */
    private List<Ref> wanted(Map<String, Ref> offered) {
        var wanted = new ArrayList<Ref>();
        branch(offered).ifPresent(wanted::add);
        for (var ref : offered.values()) {
            var name = ref.getName();
            if (name.startsWith(Constants.R_TAGS)
                    && Repository.isValidRefName(name)
                    && pattern.read(name.substring(Constants.R_TAGS.length())).isPresent()
                    && !refused.contains(ref.getObjectId())) {
                wanted.add(ref);
            }
        }
        return wanted;
    }

    private OtherTags others(Map<String, Ref> offered) {
        var others = new ArrayList<String>();
        var left = new ArrayList<String>();
        for (var ref : offered.values()) {
            if (ref.getName().startsWith(Constants.R_TAGS)) {
                var tag = ref.getName().substring(Constants.R_TAGS.length());
                if (pattern.read(tag).isPresent()) {
                    if (refused.contains(ref.getObjectId())) {
                        left.add(tag);
                    }
                } else if (Character.isDigit(tag.charAt(tag.length() - 1))) {
                    others.add(tag);
                }
            }
        }
        return new OtherTags(others, left);
    }

    private Optional<Ref> branch(Map<String, Ref> offered) {
        var name = settings.branch() == null ? "" : settings.branch().strip();
        var found = offered.get(name.isEmpty() ? defaultBranch(offered) : Constants.R_HEADS + name);
        if (found != null || name.isEmpty()) {
            return Optional.ofNullable(found).filter(ref -> Repository.isValidRefName(ref.getName()));
        }
        var branches = offered.keySet().stream()
                .filter(each -> each.startsWith(Constants.R_HEADS))
                .map(each -> each.substring(Constants.R_HEADS.length()))
                .toList();
        throw new ApsException(
                ErrorCode.NOT_FOUND,
                url.told(settings) + " has no branch '" + name + "'"
                        + (branches.isEmpty()
                                ? ""
                                : "; it has " + String.join(", ", Nearest.names(name, branches, 5))));
    }

    /** The full name of the default branch; empty where there is none. */
    private static String defaultBranch(Map<String, Ref> offered) {
        var head = offered.get(Constants.HEAD);
        if (head == null || head.getObjectId() == null) {
            return "";
        }
        var target = head.isSymbolic() ? head.getTarget().getName() : sameAs(head, offered);
        return target.startsWith(Constants.R_HEADS) ? target : "";
    }

    /** Old servers tell what HEAD is but not which branch: one of those that are the same, a usual name first. */
    private static String sameAs(Ref head, Map<String, Ref> offered) {
        var same = offered.values().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS)
                        && head.getObjectId().equals(ref.getObjectId()))
                .map(Ref::getName)
                .sorted()
                .toList();
        for (var usual : List.of("refs/heads/main", "refs/heads/master")) {
            if (same.contains(usual)) {
                return usual;
            }
        }
        return same.isEmpty() ? "" : same.get(0);
    }

    /** Fetches them all at once; where something is too large, by halves, until it is known which. */
    private void fetch(Transport transport, FetchConnection connection, List<Ref> missing, ProgressMonitor monitor)
            throws IOException {
        try {
            connection.fetch(monitor, missing, Set.of());
            return;
        } catch (TransportException e) {
            if (!GitErrors.tooLarge(e)) {
                throw e;
            }
            if (missing.size() == 1) {
                leaveOut(missing.get(0), e);
                return;
            }
        }
        int half = missing.size() / 2;
        for (var part : List.of(missing.subList(0, half), missing.subList(half, missing.size()))) {
            // A connection is good for one fetch.
            try (var next = transport.openFetch(OFFERED, Constants.HEAD)) {
                fetch(transport, next, part, monitor);
            }
        }
    }

    private void leaveOut(Ref ref, Exception why) {
        if (ref.getName().startsWith(Constants.R_HEADS)) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "the release branch '" + Repository.shortenRefName(ref.getName()) + "' of " + url.told(settings)
                            + " can't be read, as it, or its history, holds a file of more than "
                            + IsolatedRepository.LARGEST_OBJECT / 1_000_000
                            + " MB: take such files out of it, or release from another branch",
                    why);
        }
        refused.add(ref.getObjectId().copy());
        LOG.log(Level.WARNING, "The tag ''{0}'' of {1} is no release: {2}", new Object[] {
            Repository.shortenRefName(ref.getName()), url.told(settings), why.getMessage()
        });
    }

    private void store(Map<String, Ref> offered, List<Ref> wanted) throws IOException {
        var local = new HashMap<String, ObjectId>();
        for (var prefix : List.of(Constants.R_HEADS, Constants.R_TAGS)) {
            clone.getRefDatabase().getRefsByPrefix(prefix).forEach(ref -> local.put(ref.getName(), ref.getObjectId()));
        }
        var batch = clone.getRefDatabase().newBatchUpdate().setAllowNonFastForwards(true);
        try (var walk = new RevWalk(clone)) {
            for (var ref : wanted) {
                var before = local.getOrDefault(ref.getName(), ObjectId.zeroId());
                if (!before.equals(ref.getObjectId()) && readable(walk, ref)) {
                    batch.addCommand(new ReceiveCommand(before, ref.getObjectId(), ref.getName()));
                }
            }
            local.forEach((name, id) -> {
                var now = offered.get(name);
                if (now == null || refused.contains(now.getObjectId())) {
                    batch.addCommand(new ReceiveCommand(id, ObjectId.zeroId(), name));
                }
            });
            batch.execute(walk, NullProgressMonitor.INSTANCE);
        }
        for (var command : batch.getCommands()) {
            if (command.getResult() != ReceiveCommand.Result.OK) {
                // We hold the clone's lock: nobody else can be the reason.
                throw new IOException("the clone's references are corrupt: " + command.getRefName()
                        + " can't be written: " + command.getResult());
            }
        }
    }

    private boolean readable(RevWalk walk, Ref ref) throws IOException {
        if (refused.contains(ref.getObjectId())) {
            return false;
        }
        try {
            walk.peel(walk.parseAny(ref.getObjectId()));
            return true;
        } catch (IOException | RuntimeException e) {
            if (ref.getName().startsWith(Constants.R_HEADS) || !GitErrors.ofTheObject(e, fresh)) {
                throw e;
            }
            leaveOut(ref, e);
            return false;
        }
    }
}
