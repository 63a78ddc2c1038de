package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.view.ClusterView;
import io.jenkins.plugins.aps.core.view.Snapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How an operation is to be carried out, from the parameters of a request.
 *
 * @param cluster empty: the first
 */
record WriteOptions(
        String cluster,
        boolean dryRun,
        Duration timeout,
        Duration componentTimeout,
        FailurePolicy onFailure,
        IfRunning ifRunning,
        ApplyOptions applying) {
    private static final int DAY = 24 * 60;

    /** Of a deployment; what is wrong is told by {@link Query#check}. */
    static WriteOptions of(Query query) {
        return of(query, new ApplyOptions(query.flag("noGateway", false), query.flag("forceConflicts", false)));
    }

    /** Of a rollback, which always takes fields back, and has the gateway of its version. */
    static WriteOptions ofRollback(Query query) {
        return of(query, ApplyOptions.NONE);
    }

    private static WriteOptions of(Query query, ApplyOptions applying) {
        return new WriteOptions(
                query.text("cluster"),
                query.flag("dryRun", false),
                Duration.ofMinutes(query.number("timeoutMinutes", 15, 1, DAY)),
                Duration.ofMinutes(query.number("componentTimeoutMinutes", 10, 1, DAY)),
                query.choice("onFailure", text -> read(FailurePolicy.values(), text), "leave, rollback, undeploy")
                        .orElse(FailurePolicy.ROLLBACK),
                query.choice("ifRunning", text -> read(IfRunning.values(), text), "wait, fail, supersede")
                        .orElse(IfRunning.WAIT),
                applying);
    }

    /** The same for an application that must still be what the sender looked at. */
    WriteOptions basedOn(Query query) {
        return new WriteOptions(
                cluster, dryRun, timeout, componentTimeout, onFailure, ifRunning, applying.with(BasedOn.of(query)));
    }

    /** The cluster by its name: what is meant by none is the first. */
    String cluster(Snapshot snapshot) {
        return cluster.isEmpty() ? snapshot.cluster("").map(ClusterView::name).orElse("") : cluster;
    }

    private static <E extends Enum<E>> Optional<E> read(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
