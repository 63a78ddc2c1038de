package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.ListMeta;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Follows a list from page to page. How long it is, whoever may make objects there decides, and how often it goes on,
 * whatever answers: so neither is followed without end.
 */
final class Pages {
    /** Objects in one page: the API server's own clients take as many. */
    static final int SIZE = 500;
    /** Objects in one list. A cluster with as many of a kind is larger than Kubernetes is meant for. */
    static final int MOST = 100_000;
    /** Pages of one list; a server may give less than it was asked for, so these are more than the objects need. */
    static final int MOST_PAGES = 1_000;

    /** Characters of one list. */
    static final long LONGEST = 4L * BoundedAnswer.LONGEST;

    private Pages() {}

    /**
     * One page.
     *
     * @param next what continues it; empty: it is the last
     * @param size characters that it was read from
     */
    record Page<T>(List<T> items, String next, int size) {
        static <T> Page<T> of(List<T> items, ListMeta metadata, ApiAnswer read) {
            var next = metadata == null || metadata.getContinue() == null ? "" : metadata.getContinue();
            return new Page<>(items, next, read.body().length());
        }
    }

    /**
     * All of them. Blocks for a request a page.
     *
     * @param cluster its name
     * @param of what is listed; its name is empty
     * @param path of the list
     * @param query selectors, encoded; may be empty
     * @param read answers the page at a path
     * @throws ApsException {@code failed} if it does not end
     */
    static <T> List<T> all(String cluster, ObjectRef of, String path, String query, Function<String, Page<T>> read) {
        var found = new ArrayList<T>();
        var told = new HashSet<String>();
        var first = path + "?limit=" + SIZE + (query.isEmpty() ? "" : "&" + query);
        var next = "";
        var size = 0L;
        do {
            var page = read.apply(next.isEmpty() ? first : first + "&continue=" + ApiPath.segment(next));
            found.addAll(page.items());
            next = page.next();
            size += page.size();
            if (size > LONGEST) {
                throw endless(
                        cluster, of, "it has more than " + LONGEST / 1024 / 1024 + " MiB: remove what nobody needs");
            }
            if (found.size() > MOST) {
                throw endless(cluster, of, "there are more than " + MOST + ": remove what nobody needs");
            }
            if (!next.isEmpty() && (!told.add(next) || told.size() == MOST_PAGES)) {
                throw endless(
                        cluster,
                        of,
                        (told.size() == MOST_PAGES
                                        ? "it has more than " + MOST_PAGES + " pages"
                                        : "a page says that it goes on with one that was read already")
                                + ": look at what answers at the cluster's address");
            }
        } while (!next.isEmpty());
        return found;
    }

    private static ApsException endless(String cluster, ObjectRef of, String why) {
        var place = of.namespace().isEmpty() ? "" : " in namespace '" + of.namespace() + "'";
        return new ApsException(
                ErrorCode.FAILED,
                "cluster '" + cluster + "' does not end its list of " + ApiPath.resource(of) + place + ": " + why);
    }
}
