package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The status of an application, and why it is that.
 *
 * <table>
 * <caption>From the last operation and the objects; the first row that fits. One whose deployer has gone and that
 *     nobody took over ended badly: {@link #abandoned}</caption>
 * <tr><td>no operation</td><td>NotDeployed</td></tr>
 * <tr><td>being undeployed</td><td>Unknown, "is being undeployed": the platform has no status for it; this one has
 *     <em>Force undeploy</em></td></tr>
 * <tr><td>first deploy, waiting</td><td>CreateApp</td></tr>
 * <tr><td>first deploy, validating</td><td>CreateDescriptor</td></tr>
 * <tr><td>first deploy, planned</td><td>DescriptorCreated</td></tr>
 * <tr><td>first deploy, applying</td><td>DeployStarted</td></tr>
 * <tr><td>first deploy, observing or pruning</td><td>Pending</td></tr>
 * <tr><td>any other operation at work</td><td>UpdateApp</td></tr>
 * <tr><td>ended undeploy that left something</td><td>Unknown</td></tr>
 * <tr><td>never ran, no workload there, ended badly</td><td>DeployStartedFailed</td></tr>
 * <tr><td>no workload there</td><td>Unknown</td></tr>
 * <tr><td>an object failed</td><td>Unknown</td></tr>
 * <tr><td>never ran, last operation ended badly, what was written runs, not all was</td><td>DeployStartedFailed</td></tr>
 * <tr><td>never ran, last operation ended badly, an object on its way: nobody waits for it</td><td>Unknown</td></tr>
 * <tr><td>all current, or on their way (a restarting pod heals: <em>Undeploy</em> stays offered)</td><td>Running</td></tr>
 * </table>
 *
 * @param status never null
 * @param reason empty where there is none to give
 */
public record ApplicationStatus(Status status, String reason) {
    private static final Set<OperationType> REMOVALS = Set.of(OperationType.UNDEPLOY, OperationType.FORCE_UNDEPLOY);

    /**
     * @param last the last operation; null: no record
     * @param ran whether any version ever ran
     * @param written whether every object that was intended is known to exist
     * @param objects the application's, as read; null elements are ignored
     */
    public static ApplicationStatus of(
            OperationSummary last,
            boolean ran,
            boolean written,
            List<? extends HasMetadata> objects,
            Surroundings around) {
        if (last == null) {
            return new ApplicationStatus(Status.NOT_DEPLOYED, "");
        }
        List<Judged> workloads = objects.stream()
                .filter(Objects::nonNull)
                .filter(Services::isWorkload)
                .map(object -> new Judged(object, Judge.of(object, around)))
                .toList();
        boolean working = last.verdict() == null;
        if (REMOVALS.contains(last.type())) {
            String reason = working ? "is being undeployed" : Text.or(last.reason(), "was not undeployed completely");
            return new ApplicationStatus(Status.UNKNOWN, reason);
        }
        if (working) {
            return new ApplicationStatus(
                    ran ? Status.UPDATE_APP : beginning(last),
                    why(workloads, Judgement.State.IN_PROGRESS).orElse(""));
        }
        return settled(last, ran, written, workloads);
    }

    /** An operation that nobody carries out any more, as it is told: how far it came is not known. */
    public static OperationSummary abandoned(OperationSummary atWork) {
        String remedy = REMOVALS.contains(atWork.type()) ? "undeploy by force" : "deploy again or undeploy by force";
        return new OperationSummary(
                atWork.id(),
                atWork.type(),
                atWork.phase(),
                atWork.startedAt(),
                null,
                Verdict.UNKNOWN,
                atWork.by(),
                atWork.build(),
                "its deployer stopped; " + remedy);
    }

    private static Status beginning(OperationSummary operation) {
        if (operation.type() != OperationType.DEPLOY) {
            return Status.UPDATE_APP;
        }
        return switch (operation.phase()) {
            case WAITING -> Status.CREATE_APP;
            case VALIDATING -> Status.CREATE_DESCRIPTOR;
            case PLANNED -> Status.DESCRIPTOR_CREATED;
            case APPLYING -> Status.DEPLOY_STARTED;
            case OBSERVING, PRUNING, DONE -> Status.PENDING;
        };
    }

    private static ApplicationStatus settled(
            OperationSummary last, boolean ran, boolean written, List<Judged> workloads) {
        boolean succeeded = last.verdict() == Verdict.SUCCEEDED || last.verdict() == Verdict.ROLLED_BACK;
        if (workloads.isEmpty()) {
            return new ApplicationStatus(
                    ran || succeeded ? Status.UNKNOWN : Status.DEPLOY_STARTED_FAILED,
                    Text.or(last.reason(), "none of its services exists"));
        }
        Optional<String> failed = why(workloads, Judgement.State.FAILED);
        if (failed.isPresent()) {
            return new ApplicationStatus(Status.UNKNOWN, failed.get());
        }
        Optional<String> way =
                why(workloads, Judgement.State.IN_PROGRESS).or(() -> why(workloads, Judgement.State.TERMINATING));
        if (ran || succeeded) {
            return new ApplicationStatus(Status.RUNNING, way.orElse(succeeded ? "" : last.reason()));
        }
        if (!written && way.isEmpty()) {
            return new ApplicationStatus(Status.DEPLOY_STARTED_FAILED, last.reason());
        }
        return way.map(reason -> new ApplicationStatus(Status.UNKNOWN, Text.or(last.reason(), reason)))
                .orElseGet(() -> new ApplicationStatus(Status.RUNNING, last.reason()));
    }

    private static Optional<String> why(List<Judged> workloads, Judgement.State state) {
        return workloads.stream()
                .filter(judged -> judged.judgement().state() == state)
                .map(judged -> judged.object().getMetadata().getName() + ": "
                        + judged.judgement().reason())
                .findFirst();
    }

    private record Judged(HasMetadata object, Judgement judgement) {}
}
