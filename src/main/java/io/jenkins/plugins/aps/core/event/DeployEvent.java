package io.jenkins.plugins.aps.core.event;

import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened in an operation. No event holds a secret.
 *
 * <p>In this order, see {@link DeployListener}:
 *
 * <pre>
 * OperationStarted ( Waiting | StatusChanged | Notice )*
 *   [ Planned ( WaveStarted ( ObjectApplied | ObjectRemoved | ObjectProgressed | ServiceLog | StatusChanged | Notice )* [ WaveEnded ] )* ]
 *   ( StatusChanged | Notice )* ( OperationSucceeded | OperationFailed )
 * </pre>
 *
 * <p>A wave that another takes the place of before it is done (force goes on) has no {@code WaveEnded}.
 */
public sealed interface DeployEvent {
    Instant time();

    String application();

    /** Id of the operation. */
    String operation();

    /**
     * It begins.
     *
     * @param by who asked
     * @param startedBy id of the operation that started it, as a failed one starts its rollback; empty: a person did
     * @param resumed whether it is entered again
     */
    record OperationStarted(
            Instant time,
            String application,
            String operation,
            OperationType type,
            String by,
            String startedBy,
            boolean resumed)
            implements DeployEvent {}

    /** It can't go on yet, and why. */
    record Waiting(Instant time, String application, String operation, String reason) implements DeployEvent {}

    /**
     * Something that a person should know, in one sentence: what is lost, what is not ours and goes too, what we can't
     * change. It may come anywhere between the first and the last event.
     */
    record Notice(Instant time, String application, String operation, String text) implements DeployEvent {}

    /** The application's status is another one. */
    record StatusChanged(
            Instant time, String application, String operation, Status status, StatusClass statusClass, String reason)
            implements DeployEvent {
        /** With the class that the status usually has. */
        public StatusChanged(Instant time, String application, String operation, Status status, String reason) {
            this(time, application, operation, status, status.usualClass(), reason);
        }
    }

    /**
     * What will be done, before anything is.
     *
     * @param dryRun whether that is all: nothing will be done
     * @param waves what is intended with each object, wave by wave
     */
    record Planned(
            Instant time,
            String application,
            String operation,
            String release,
            int applicationVersion,
            boolean dryRun,
            List<PlannedWave> waves)
            implements DeployEvent {
        /** One that will be done. */
        public Planned(
                Instant time,
                String application,
                String operation,
                String release,
                int applicationVersion,
                List<PlannedWave> waves) {
            this(time, application, operation, release, applicationVersion, false, waves);
        }
    }

    /** A wave of a plan; {@code name} for people, for example {@code runtime services}. */
    record PlannedWave(int index, String name, List<Change> objects) {}

    record WaveStarted(Instant time, String application, String operation, int index, String name, int objects)
            implements DeployEvent {}

    /** An object was written, or needed no writing. */
    record ObjectApplied(Instant time, String application, String operation, Change change) implements DeployEvent {}

    record ObjectRemoved(Instant time, String application, String operation, Change change) implements DeployEvent {}

    /**
     * The health of a written object is another one.
     *
     * @param ready for example {@code 1/2}; empty where that makes no sense
     */
    record ObjectProgressed(
            Instant time,
            String application,
            String operation,
            ObjectRef object,
            Health health,
            String ready,
            String reason)
            implements DeployEvent {}

    /** Last lines of a container that does not run, and its events, told once when its failure is. */
    record ServiceLog(Instant time, String application, String operation, ObjectRef object, List<String> lines)
            implements DeployEvent {}

    record WaveEnded(Instant time, String application, String operation, int index, String name, Duration took)
            implements DeployEvent {}

    /**
     * The end, good.
     *
     * @param changed objects created, configured or removed; 0: it was so already
     */
    record OperationSucceeded(
            Instant time,
            String application,
            String operation,
            OperationType type,
            Status status,
            int changed,
            int unchanged,
            Duration took)
            implements DeployEvent {}

    /** The end, bad. */
    record OperationFailed(
            Instant time,
            String application,
            String operation,
            OperationType type,
            Verdict verdict,
            ErrorCode code,
            String message,
            List<Problem> problems,
            Duration took)
            implements DeployEvent {}
}
