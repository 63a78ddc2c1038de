package io.jenkins.plugins.aps.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A container that crashes over and over, as a kubelet shows it, looked at every few seconds for hours. */
class FlappingTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(11);
    private static final Duration WATCHED = Duration.ofHours(2);

    @ParameterizedTest
    @ValueSource(longs = {1, 29, 60, 150, 299, 400, 590})
    void doesNotFlicker(long runsForSeconds) {
        assertThat(changes(looks(runsForSeconds))).containsExactly(Status.RUNNING, Status.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {601, 3000})
    void doesNotMindARareCrash(long runsForSeconds) {
        assertThat(changes(looks(runsForSeconds))).containsExactly(Status.RUNNING);
    }

    @Test
    void isOverWhenItRunsForLongerThanItDid() {
        Instant mended = BEGIN.plus(Duration.ofHours(1));
        assertThat(status(pod(8, mended, BEGIN.plusSeconds(3500), BEGIN.plusSeconds(3590)), mended.plusSeconds(179)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(pod(8, mended, BEGIN.plusSeconds(3500), BEGIN.plusSeconds(3590)), mended.plusSeconds(181)))
                .isEqualTo(Status.RUNNING);
    }

    private static List<Status> looks(long runsForSeconds) {
        Duration run = Duration.ofSeconds(runsForSeconds);
        List<Status> looks = new ArrayList<>();
        Instant start = BEGIN;
        Duration backOff = Duration.ofSeconds(10);
        Instant lastStart = null;
        Instant lastEnd = null;
        for (int restarts = 0; start.isBefore(BEGIN.plus(WATCHED)); restarts++) {
            Instant end = start.plus(run);
            for (Instant now = start; now.isBefore(end); now = now.plus(STEP)) {
                looks.add(status(pod(restarts, start, lastStart, lastEnd), now));
            }
            Instant again = end.plus(backOff);
            for (Instant now = end; now.isBefore(again); now = now.plus(STEP)) {
                looks.add(status(waits(restarts, start, end), now));
            }
            backOff = run.compareTo(Duration.ofMinutes(10)) > 0 ? Duration.ofSeconds(10) : longer(backOff);
            lastStart = start;
            lastEnd = end;
            start = again;
        }
        return looks;
    }

    private static Duration longer(Duration backOff) {
        Duration twice = backOff.multipliedBy(2);
        return twice.compareTo(Duration.ofMinutes(5)) > 0 ? Duration.ofMinutes(5) : twice;
    }

    private static List<Status> changes(List<Status> looks) {
        List<Status> changes = new ArrayList<>();
        for (Status look : looks) {
            if (changes.isEmpty() || changes.get(changes.size() - 1) != look) {
                changes.add(look);
            }
        }
        return changes;
    }

    /** It has no probe, so that it is ready as soon as it runs. */
    private static Pod pod(int restarts, Instant started, Instant lastStart, Instant lastEnd) {
        var container = container(restarts, true)
                .withNewState()
                .withNewRunning()
                .withStartedAt(started.toString())
                .endRunning()
                .endState();
        if (lastEnd != null) {
            container = container
                    .withNewLastState()
                    .withNewTerminated()
                    .withExitCode(1)
                    .withStartedAt(lastStart.toString())
                    .withFinishedAt(lastEnd.toString())
                    .endTerminated()
                    .endLastState();
        }
        return pod(container, "True", started);
    }

    private static Pod waits(int restarts, Instant started, Instant ended) {
        return pod(
                container(restarts, false)
                        .withNewState()
                        .withNewWaiting()
                        .withReason("CrashLoopBackOff")
                        .endWaiting()
                        .endState()
                        .withNewLastState()
                        .withNewTerminated()
                        .withExitCode(1)
                        .withStartedAt(started.toString())
                        .withFinishedAt(ended.toString())
                        .endTerminated()
                        .endLastState(),
                "False",
                ended);
    }

    private static ContainerStatusBuilder container(int restarts, boolean ready) {
        return new ContainerStatusBuilder().withName("rb").withReady(ready).withRestartCount(restarts);
    }

    private static Pod pod(ContainerStatusBuilder container, String ready, Instant since) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("rb-1")
                .addNewOwnerReference()
                .withUid("rs")
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .withLastTransitionTime(since.toString())
                .endCondition()
                .withContainerStatuses(container.build())
                .endStatus()
                .build();
    }

    private static Status status(Pod pod, Instant now) {
        boolean ready = Boolean.TRUE.equals(
                pod.getStatus().getContainerStatuses().get(0).getReady());
        var last = new OperationSummary(
                "o", OperationType.DEPLOY, Phase.DONE, BEGIN, BEGIN, Verdict.SUCCEEDED, "ann", "", "");
        List<HasMetadata> objects = List.of(deployment(ready ? 1 : 0));
        return ApplicationStatus.of(
                        last,
                        true,
                        true,
                        List.of(),
                        objects,
                        new Surroundings(List.of(replicaSet()), List.of(pod), Patience.atOneLook(now)))
                .status();
    }

    private static Deployment deployment(int available) {
        return new io.fabric8.kubernetes.api.model.apps.DeploymentBuilder()
                .withNewMetadata()
                .withName("rb")
                .withUid("d")
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .endSpec()
                .withNewStatus()
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withAvailableReplicas(available)
                .addNewCondition()
                .withType("Progressing")
                .withStatus("True")
                .withReason("NewReplicaSetAvailable")
                .endCondition()
                .endStatus()
                .build();
    }

    private static ReplicaSet replicaSet() {
        return new io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder()
                .withNewMetadata()
                .withName("rb-1")
                .withUid("rs")
                .withAnnotations(Map.of("deployment.kubernetes.io/revision", "1"))
                .addNewOwnerReference()
                .withUid("d")
                .endOwnerReference()
                .endMetadata()
                .build();
    }
}
