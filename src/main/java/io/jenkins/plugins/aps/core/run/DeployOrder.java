package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.IfRunning;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A deployment to be run.
 *
 * @param operationId unique; that of an interrupted operation enters it again
 * @param by who asked
 * @param build what asked, or the empty string
 * @param application its name, known to be valid
 * @param timeout for the whole, from now on: who enters an operation again gives it what is left
 * @param componentTimeout for one wave's objects to become current
 * @param dryRun plan only
 * @param ifRunning what to do about another operation
 * @param repository what is read of it has threads of its own
 * @param preparation reads the release and checks the request; blocks
 * @param again the same for a version that an interrupted operation has kept; blocks
 * @param recall what a rollback or redeployment brings; it is prepared by that, neither by {@code preparation} nor {@code
 *     again}
 * @param followUp what is started when it fails
 */
public record DeployOrder(
        String operationId,
        String by,
        String build,
        String application,
        Duration timeout,
        Duration componentTimeout,
        boolean dryRun,
        IfRunning ifRunning,
        String repository,
        Callable<Prepared> preparation,
        Function<Kept, Prepared> again,
        Optional<Recall> recall,
        Optional<FollowUp> followUp) {
    String startedBy() {
        return recall.map(Recall::startedBy).orElse("");
    }

    /** Whether it mends what another began: then it waits for a cluster and a repository that don't answer. */
    boolean isUnderWay() {
        return recall.filter(Recall::isUndoing).isPresent();
    }
}
