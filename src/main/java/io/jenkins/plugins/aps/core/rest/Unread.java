package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Freshness;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says that nothing was read yet, where an answer would say that nothing is there: just after a start, and while a cluster or a
 * repository can't be reached.
 */
final class Unread {
    private Unread() {}

    /**
     * What was not found in any cluster.
     *
     * @param cluster where it was looked for; empty: in all
     * @param absent the sentence for what really isn't there
     * @return to be thrown: {@code notFound}, or {@code unreachable} if a cluster that may have it was never read
     */
    static ApsException inClusters(Snapshot snapshot, String cluster, String absent) {
        var unread = snapshot.clusters().stream()
                .filter(view -> cluster.isEmpty() || view.name().equals(cluster))
                .filter(view -> !view.freshness().wasRead())
                .map(view -> sentence("cluster", view.name(), view.freshness()));
        return exception(unread, absent);
    }

    /** The same for a release; an empty repository is the first, as everywhere. */
    static ApsException inRepository(Snapshot snapshot, String repository, String absent) {
        var unread = snapshot.repository(repository).stream()
                .filter(view -> !view.freshness().wasRead())
                .map(view -> sentence("repository", view.name(), view.freshness()));
        return exception(unread, absent);
    }

    /** The same for a release that may be in any repository. */
    static ApsException inRepositories(Snapshot snapshot, String absent) {
        var unread = snapshot.repositories().stream()
                .filter(view -> !view.freshness().wasRead())
                .map(view -> sentence("repository", view.name(), view.freshness()));
        return exception(unread, absent);
    }

    /** For a list of what clusters have: how well each is seen. */
    static LinkedHashMap<String, Object> clusters(Snapshot snapshot) {
        var list = new ArrayList<Object>();
        snapshot.clusters().forEach(view -> list.add(map(view)));
        return named("clusters", list);
    }

    /** The same for what one cluster has. */
    static LinkedHashMap<String, Object> cluster(Snapshot snapshot, String name) {
        var list = new ArrayList<Object>();
        snapshot.cluster(name).ifPresent(view -> list.add(map(view)));
        return named("clusters", list);
    }

    /** For a list of what repositories have: how well each is seen. */
    static LinkedHashMap<String, Object> repositories(Snapshot snapshot) {
        var list = new ArrayList<Object>();
        snapshot.repositories().forEach(view -> list.add(map(view)));
        return named("repositories", list);
    }

    static LinkedHashMap<String, Object> map(ClusterView view) {
        return map(view.name(), view.freshness());
    }

    private static LinkedHashMap<String, Object> map(RepositoryView view) {
        var map = map(view.name(), view.freshness());
        var ignored = new ArrayList<Object>();
        for (var tag : view.ignoredTags()) {
            var each = new LinkedHashMap<String, Object>();
            each.put("tag", tag.tag());
            each.put("reason", tag.reason());
            ignored.add(each);
        }
        map.put("ignoredTags", ignored);
        return map;
    }

    private static LinkedHashMap<String, Object> map(String name, Freshness freshness) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.put("seen", freshness.wasRead());
        map.put("warning", freshness.warning());
        return map;
    }

    private static LinkedHashMap<String, Object> named(String name, List<Object> list) {
        var map = new LinkedHashMap<String, Object>();
        map.put(name, list);
        return map;
    }

    private static String sentence(String kind, String name, Freshness freshness) {
        return kind + " '" + name + "' has not been read yet: " + freshness.warning();
    }

    private static ApsException exception(Stream<String> unread, String absent) {
        var reasons = unread.toList();
        return reasons.isEmpty()
                ? new ApsException(ErrorCode.NOT_FOUND, absent)
                : new ApsException(
                        ErrorCode.UNREACHABLE,
                        "It is not known whether it is there; ask again in a moment: " + String.join("; ", reasons));
    }
}
