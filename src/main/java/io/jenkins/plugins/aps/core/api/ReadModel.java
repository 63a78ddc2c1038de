package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What pages and REST answers are made from: everything as last known, kept up to date by itself. However many read it,
 * clusters and repositories are asked no more often for that. Safe for many threads.
 */
public interface ReadModel {
    /** What is known now. Returns at once; asks nobody. Before anything was read its freshness says so. */
    Snapshot snapshot();

    /**
     * Waits for something new without holding a thread.
     *
     * @param version of the snapshot that the caller has
     * @return completed with the first snapshot of another version, or, when time is up, with the one of then; runs on our
     *     threads, so that what follows must not block
     */
    CompletableFuture<Snapshot> after(long version, Duration timeout);

    /** An application as last known, without events and logs; empty where there is none. Asks nobody. */
    Optional<Instance> instance(String cluster, String application);

    /**
     * An application with the events and the last log lines of the services that don't run. All who ask within a few seconds
     * share what is read; they are left out where the cluster can't be asked or does not answer within 5 s. Everything else
     * is as in the newest snapshot when this is completed: no list says anything else.
     *
     * @return empty where there is no such application
     */
    CompletableFuture<Optional<ApplicationEntry>> details(String cluster, String application);

    /**
     * A release with what its files say. Reads them from the local clone if they were not read before, and blocks for that;
     * asks no repository.
     *
     * @param version a number or {@code latest}
     * @return empty where none is known
     * @throws ApsException if the files can't be read
     */
    Optional<ReleaseEntry> release(String repository, String project, String version);

    /** Has a repository asked now, unless it was asked a few seconds ago. Returns at once. */
    void refreshReleases(String repository);

    /**
     * The last events of an operation that this process carries out or carried out not long ago, oldest first; empty where
     * it knows none: then the record has the operation in brief (see {@code ApplicationEntry.operations}).
     */
    Optional<Tail> events(String operation);

    /**
     * The end of what an operation told.
     *
     * @param before how many events came before the first of these
     * @param events at most 500
     */
    record Tail(long before, List<DeployEvent> events) {
        public Tail {
            events = List.copyOf(events);
        }
    }
}
