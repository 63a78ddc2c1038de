package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which releases are asked for, and in which order.
 *
 * @param repository empty: any
 * @param project empty: any
 * @param search what project, version, creator or comment contain, in small letters; empty: anything
 * @param latest only the highest version of each project
 */
record ReleaseQuery(String repository, String project, String search, boolean latest, Comparator<Release> order) {
    private static final Comparator<Release> USUAL = Comparator.comparing(Release::project)
            .thenComparing(Comparator.comparing(Release::version).reversed())
            .thenComparing(Release::repository);
    private static final Map<String, Comparator<Release>> ORDERS = orders();

    private static Map<String, Comparator<Release>> orders() {
        var orders = new LinkedHashMap<String, Comparator<Release>>();
        orders.put("project", Comparator.comparing(Release::project));
        orders.put("version", Comparator.comparing(Release::version));
        orders.put("createdAt", Comparator.comparing(Release::createdAt));
        orders.put("createdBy", Comparator.comparing(Release::createdBy));
        return orders;
    }

    /** From the parameters; what is wrong is told by {@link Query#check}. */
    static ReleaseQuery of(Query query) {
        return new ReleaseQuery(
                query.text("repository"),
                query.text("project"),
                query.text("search").toLowerCase(Locale.ROOT),
                query.flag("latest", false),
                Sorting.order(query, ORDERS, USUAL));
    }

    List<RepositoryView> repositories(Snapshot snapshot) {
        return snapshot.repositories().stream()
                .filter(view -> repository.isEmpty() || repository.equals(view.name()))
                .toList();
    }

    /** @param texts what is searched */
    List<ReleaseEntry> select(Snapshot snapshot, ReleaseTexts texts) {
        var selected = new ArrayList<ReleaseEntry>();
        for (var view : repositories(snapshot)) {
            var searched = search.isEmpty() ? null : texts.of(view);
            for (int i = 0; i < view.releases().size(); i++) {
                var entry = view.releases().get(i);
                if (matches(entry.release()) && (searched == null || searched[i].contains(search))) {
                    selected.add(entry);
                }
            }
        }
        selected.sort(Comparator.comparing(ReleaseEntry::release, order));
        return selected;
    }

    private boolean matches(Release release) {
        return (project.isEmpty() || project.equals(release.project())) && (!latest || release.latest());
    }
}
