package io.jenkins.plugins.aps.core.view;

import java.util.List;
import java.util.Optional;

/**
 * A cluster's applications as last known.
 *
 * @param name of the cluster in the settings
 * @param applications by name
 * @param freshness whether they are as they are
 */
public record ClusterView(String name, List<ApplicationEntry> applications, Freshness freshness) {
    public ClusterView {
        applications = List.copyOf(applications);
    }

    /** One application. */
    public Optional<ApplicationEntry> find(String application) {
        int low = 0;
        int high = applications.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = applications.get(middle).name().compareTo(application);
            if (order == 0) {
                return Optional.of(applications.get(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    boolean tellsTheSameAs(ClusterView other) {
        return freshness.tellsTheSameAs(other.freshness) && applications.equals(other.applications);
    }
}
