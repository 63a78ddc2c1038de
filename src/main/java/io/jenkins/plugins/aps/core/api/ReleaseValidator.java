package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.descriptor.CatalogChecks;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says of releases what a deployment would, before anybody has chosen a cluster: on the platform versions of all clusters. A
 * release can be deployed if one of them takes it; what others object to is a note then. Safe for many threads.
 */
final class ReleaseValidator {
    private final Catalogs catalogs;
    private final List<String> versions;

    ReleaseValidator(ApsSettings settings, Catalogs catalogs) {
        this.catalogs = catalogs;
        var used = settings.clusters().stream()
                .map(ClusterSettings::catalog)
                .distinct()
                .toList();
        this.versions = used.isEmpty() ? catalogs.names() : used;
    }

    /** What is judged by, to be compared: what was judged by something else is out of date. May block. */
    Map<String, Optional<Catalog>> basis() {
        var basis = new LinkedHashMap<String, Optional<Catalog>>();
        versions.forEach(version -> basis.put(version, catalog(version)));
        return basis;
    }

    /** May block, where a platform version is configured with an address. */
    Project judged(Project project) {
        var judgements = new ArrayList<Project>();
        versions.forEach(version ->
                catalog(version).ifPresent(catalog -> judgements.add(CatalogChecks.judged(project, catalog))));
        if (judgements.isEmpty()) {
            return project.judged(
                    project.problems(),
                    with(
                            project.notes(),
                            new ModelProblem(
                                    "",
                                    "",
                                    "notChecked",
                                    "no platform version can be read, so that connectors, service tasks and user"
                                            + " interfaces were not checked: " + String.join(", ", versions))));
        }
        var best = judgements.get(0);
        for (var each : judgements) {
            if (each.problems().size() < best.problems().size()) {
                best = each;
            }
        }
        var notes = new LinkedHashSet<>(best.notes());
        for (var each : judgements) {
            notes.addAll(each.notes());
            for (var problem : each.problems()) {
                if (!best.problems().contains(problem)) {
                    notes.add(problem);
                }
            }
        }
        return best.judged(best.problems(), List.copyOf(notes));
    }

    private static List<ModelProblem> with(List<ModelProblem> notes, ModelProblem more) {
        var all = new ArrayList<>(notes);
        all.add(more);
        return all;
    }

    private Optional<Catalog> catalog(String version) {
        try {
            return Optional.of(catalogs.get(version));
        } catch (ApsException e) {
            // Who deploys with it is told why.
            return Optional.empty();
        }
    }
}
