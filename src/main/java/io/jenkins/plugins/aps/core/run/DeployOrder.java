package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.OperationType;
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
 * @param preparation reads the release and checks the request, given how the application is deployed by now; blocks
 * @param inherits whether that matters: the request leaves something to what is recorded
 * @param again the same for a version that an interrupted operation has kept; blocks
 * @param recall what a rollback or redeployment brings; it is prepared by that, neither by {@code preparation} nor {@code
 *     again}
 * @param followUp what is started when it fails
 * @param options see {@link ApplyOptions}
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
        Preparation preparation,
        boolean inherits,
        Function<Kept, Prepared> again,
        Optional<Recall> recall,
        Optional<FollowUp> followUp,
        ApplyOptions options) {
    /** One that says everything itself. */
    DeployOrder(
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
            Optional<FollowUp> followUp,
            ApplyOptions options) {
        this(
                operationId,
                by,
                build,
                application,
                timeout,
                componentTimeout,
                dryRun,
                ifRunning,
                repository,
                recorded -> preparation.call(),
                false,
                again,
                recall,
                followUp,
                options);
    }

    /** Makes what is asked for ready to be planned. */
    @FunctionalInterface
    public interface Preparation {
        Prepared of(RecordedSettings recorded) throws Exception;
    }

    String startedBy() {
        return recall.map(Recall::startedBy).orElse("");
    }

    /** A rollback is to bring what ran, whatever somebody changed since. */
    boolean takesFieldsBack() {
        return options.forceConflicts()
                || recall.filter(each -> each.type() == OperationType.ROLLBACK).isPresent();
    }

    /** Whether it mends what another began: then it waits for a cluster and a repository that don't answer. */
    boolean isUnderWay() {
        return recall.filter(Recall::isUndoing).isPresent();
    }
}
