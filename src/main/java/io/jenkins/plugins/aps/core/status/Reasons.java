package io.jenkins.plugins.aps.core.status;

import static io.jenkins.plugins.aps.core.status.Reason.Where.CLAIM;
import static io.jenkins.plugins.aps.core.status.Reason.Where.CUSTOM;
import static io.jenkins.plugins.aps.core.status.Reason.Where.ENDED;
import static io.jenkins.plugins.aps.core.status.Reason.Where.JOB;
import static io.jenkins.plugins.aps.core.status.Reason.Where.NAMESPACE;
import static io.jenkins.plugins.aps.core.status.Reason.Where.POD_CONDITION;
import static io.jenkins.plugins.aps.core.status.Reason.Where.POD_FAILED;
import static io.jenkins.plugins.aps.core.status.Reason.Where.REFUSAL;
import static io.jenkins.plugins.aps.core.status.Reason.Where.ROLLOUT;
import static io.jenkins.plugins.aps.core.status.Reason.Where.RUNNING;
import static io.jenkins.plugins.aps.core.status.Reason.Where.WAITING;
import static io.jenkins.plugins.aps.core.status.Trouble.Heals.BY_RESTARTING;
import static io.jenkins.plugins.aps.core.status.Trouble.Heals.NEVER;
import static io.jenkins.plugins.aps.core.status.Trouble.Heals.SOON;
import static io.jenkins.plugins.aps.core.status.Trouble.Heals.WITH_TIME;

import io.jenkins.plugins.aps.core.status.Reason.Where;
import java.util.List;
import java.util.Optional;

/**
 * Why something doesn't run: the one table of reasons, each with how it may heal. They are those that Kubernetes 1.34
 * writes; the fixtures of the tests say where. {@code docs/status.md} shows the table, and a test holds it against this.
 *
 * <p>Hopeless is only what stands in the template itself. A missing Secret, a wrong pull secret, an image that is not in
 * the registry yet can be put right without touching the pod, and a kubelet's view of them lags behind.
 */
record Reasons(List<Reason> lines) {
    static final Reasons ALL = new Reasons(List.of(
            new Reason(WAITING, "InvalidImageName", "image", "has an invalid image name", NEVER),
            new Reason(WAITING, "ErrImageNeverPull", "image", "lacks an image that must not be pulled", SOON),
            new Reason(WAITING, "ErrImagePull", "image", "can't pull image", SOON),
            new Reason(WAITING, "ImagePullBackOff", "image", "can't pull image", SOON),
            new Reason(WAITING, "ImageInspectError", "image", "can't read image", SOON),
            new Reason(WAITING, "RegistryUnavailable", "image", "can't reach the registry of image", SOON),
            new Reason(WAITING, "SignatureValidationFailed", "image", "can't trust the signature of image", SOON),
            new Reason(WAITING, "CreateContainerConfigError", "configuration", "can't be configured", SOON),
            new Reason(WAITING, "CreateContainerError", "creation", "can't be created", SOON),
            new Reason(WAITING, "PreCreateHookError", "creation", "is refused by its node before it is created", SOON),
            new Reason(WAITING, "PreStartHookError", "creation", "is refused by its node before it is started", SOON),
            new Reason(WAITING, "RunContainerError", "run", "can't be started", BY_RESTARTING),
            new Reason(WAITING, "PostStartHookError", "run", "fails in its hook after the start", BY_RESTARTING),
            new Reason(WAITING, "CrashLoopBackOff", "run", "keeps crashing", BY_RESTARTING),
            new Reason(ENDED, "OOMKilled", "run", "more memory than its limit", BY_RESTARTING),
            new Reason(ENDED, "Completed", "run", "by itself, though it should go on", BY_RESTARTING),
            new Reason(ENDED, "ContainerCannotRun", "run", "its command can't be run", BY_RESTARTING),
            new Reason(ENDED, "StartError", "run", "its command can't be started", BY_RESTARTING),
            new Reason(ENDED, "ContainerStatusUnknown", "run", "its node lost it", BY_RESTARTING),
            new Reason(RUNNING, "not started", "readiness", "runs, but its startup probe has not passed", WITH_TIME),
            new Reason(RUNNING, "not ready", "readiness", "runs, but its readiness probe does not pass", WITH_TIME),
            new Reason(POD_CONDITION, "Unschedulable", "scheduling", "can't be scheduled", WITH_TIME),
            new Reason(POD_CONDITION, "SchedulerError", "scheduling", "makes the scheduler fail", WITH_TIME),
            new Reason(POD_CONDITION, "SchedulingGated", "scheduling", "is held back by a scheduling gate", WITH_TIME),
            new Reason(POD_CONDITION, "ContainersNotInitialized", "begin", "waits for its init containers", WITH_TIME),
            new Reason(POD_CONDITION, "ReadinessGatesNotReady", "gates", "waits for its readiness gates", WITH_TIME),
            new Reason(
                    POD_CONDITION,
                    "PodReadyToStartContainers",
                    "begin",
                    "waits for its volumes and its network",
                    WITH_TIME),
            new Reason(POD_FAILED, "Evicted", "end", "was evicted by its node", WITH_TIME),
            new Reason(POD_FAILED, "Preempting", "end", "had to give way to a more important pod", WITH_TIME),
            new Reason(POD_FAILED, "NodeAffinity", "end", "no longer suits its node", WITH_TIME),
            new Reason(POD_FAILED, "OutOfcpu", "end", "found too little CPU on its node", WITH_TIME),
            new Reason(POD_FAILED, "OutOfmemory", "end", "found too little memory on its node", WITH_TIME),
            new Reason(POD_FAILED, "OutOfephemeral-storage", "end", "found too little storage on its node", WITH_TIME),
            new Reason(POD_FAILED, "OutOfpods", "end", "found too many pods on its node", WITH_TIME),
            new Reason(POD_FAILED, "UnexpectedAdmissionError", "end", "was not admitted by its node", WITH_TIME),
            new Reason(POD_FAILED, "TopologyAffinityError", "end", "doesn't fit its node's topology", WITH_TIME),
            new Reason(POD_FAILED, "NodeShutdown", "end", "came to a node that is shutting down", WITH_TIME),
            new Reason(POD_FAILED, "Terminated", "end", "ended as its node shut down", WITH_TIME),
            new Reason(POD_FAILED, "DeadlineExceeded", "end", "ran longer than it may", WITH_TIME),
            new Reason(ROLLOUT, "ProgressDeadlineExceeded", "progress", "no progress before the deadline", WITH_TIME),
            new Reason(ROLLOUT, "ReplicaSetCreateError", "creation", "its ReplicaSet can't be created", SOON),
            new Reason(ROLLOUT, "FailedCreate", "creation", "pods can't be created", SOON),
            new Reason(ROLLOUT, "FailedDelete", "creation", "pods can't be deleted", WITH_TIME),
            new Reason(REFUSAL, "exceeded quota", "creation", "while the quota is used up", WITH_TIME),
            new Reason(JOB, "BackoffLimitExceeded", "end", "its pods failed too often", NEVER),
            new Reason(JOB, "DeadlineExceeded", "end", "it took longer than it may", NEVER),
            new Reason(JOB, "PodFailurePolicy", "end", "a pod failed as its policy doesn't allow", NEVER),
            new Reason(JOB, "FailedIndexes", "end", "some of its indexes failed", NEVER),
            new Reason(JOB, "MaxFailedIndexesExceeded", "end", "too many of its indexes failed", NEVER),
            new Reason(CLAIM, "Lost", "volume", "the volume that it was bound to is gone", NEVER),
            new Reason(
                    NAMESPACE,
                    "NamespaceDeletionDiscoveryFailure",
                    "end",
                    "an API of the cluster does not answer, so that nobody can tell whether it is empty",
                    WITH_TIME),
            new Reason(
                    NAMESPACE,
                    "NamespaceDeletionGroupVersionParsingFailure",
                    "end",
                    "the cluster has kinds whose version it can't read",
                    WITH_TIME),
            new Reason(
                    NAMESPACE,
                    "NamespaceDeletionContentFailure",
                    "end",
                    "the cluster could not delete all that is in it",
                    WITH_TIME),
            new Reason(NAMESPACE, "NamespaceContentRemaining", "end", "it is not empty", WITH_TIME),
            new Reason(NAMESPACE, "NamespaceFinalizersRemaining", "end", "finalizers hold what is in it", WITH_TIME),
            new Reason(CUSTOM, "Stalled", "stalled", "it is stalled", NEVER),
            new Reason(CUSTOM, "Ready", "ready", "it is not ready yet", WITH_TIME),
            new Reason(CUSTOM, "Reconciling", "reconciling", "it is at work", WITH_TIME)));

    Optional<Reason> find(Where where, String name) {
        return lines.stream()
                .filter(line -> line.where() == where && line.name().equals(name))
                .findFirst();
    }

    /** The line of which the message has the words. */
    Optional<Reason> within(Where where, String message) {
        return lines.stream()
                .filter(line -> line.where() == where && message.contains(line.name()))
                .findFirst();
    }

    Reasons without(Reason line) {
        return new Reasons(lines.stream().filter(other -> !other.equals(line)).toList());
    }
}
