package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.Verdict;
import io.jenkins.plugins.aps.core.status.Judgement.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The status of an application, and why it is that: from the last operation and the objects, by the table of {@code
 * docs/status.md}, against which a test holds this. An operation whose deployer has gone and that nobody took over ended
 * badly: {@link #abandoned}.
 *
 * @param status never null
 * @param reason empty where there is none to give
 */
public record ApplicationStatus(Status status, String reason) {

    /** The first deployment of what never ran, and its repetition. */
    private static final Set<OperationType> BEGINNINGS = Set.of(OperationType.DEPLOY, OperationType.REDEPLOY);

    /**
     * @param last the last operation; null: no record
     * @param ran whether any version ever ran
     * @param written whether every object that was intended is known to have been made; of an operation at work, whether
     *     all services are there
     * @param missing the names of services that were made and are there no more
     * @param objects the application's, as read; null elements are ignored
     */
    public static ApplicationStatus of(
            OperationSummary last,
            boolean ran,
            boolean written,
            List<String> missing,
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
        if (last.type().isRemoval()) {
            String reason = working ? "is being undeployed" : Text.or(last.reason(), "was not undeployed completely");
            return new ApplicationStatus(Status.UNKNOWN, reason);
        }
        if (working) {
            return new ApplicationStatus(
                    ran ? Status.UPDATE_APP : beginning(last, written),
                    why(workloads, State.IN_PROGRESS, State.RESTARTING).orElse(""));
        }
        return settled(last, ran, written, missing, workloads);
    }

    /** An operation that nobody carries out any more, as it is told: how far it came is not known. */
    public static OperationSummary abandoned(OperationSummary atWork) {
        String remedy = atWork.type().isRemoval() ? "undeploy by force" : "deploy again or undeploy by force";
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

    private static Status beginning(OperationSummary operation, boolean written) {
        if (!BEGINNINGS.contains(operation.type())) {
            return Status.UPDATE_APP;
        }
        return switch (operation.phase()) {
            case WAITING -> Status.CREATE_APP;
            case VALIDATING -> Status.CREATE_DESCRIPTOR;
            case PLANNED -> Status.DESCRIPTOR_CREATED;
            case APPLYING -> written ? Status.PENDING : Status.DEPLOY_STARTED;
            case PRUNING, DONE -> Status.PENDING;
        };
    }

    private static ApplicationStatus settled(
            OperationSummary last, boolean ran, boolean written, List<String> missing, List<Judged> workloads) {
        boolean succeeded = last.verdict() == Verdict.SUCCEEDED || last.verdict() == Verdict.ROLLED_BACK;
        if (workloads.isEmpty()) {
            return new ApplicationStatus(
                    ran || succeeded ? Status.UNKNOWN : Status.DEPLOY_STARTED_FAILED,
                    Text.or(last.reason(), "none of its services exists"));
        }
        Optional<String> failed = why(workloads, State.FAILED)
                .or(() ->
                        missing.stream().findFirst().map(name -> name + ": it does not exist any more; deploy again"));
        if (failed.isPresent()) {
            return new ApplicationStatus(Status.UNKNOWN, failed.get());
        }
        Optional<String> way = why(workloads, State.IN_PROGRESS, State.TERMINATING, State.NOT_FOUND);
        if (way.isPresent()) {
            // Rolling, moved to another node, scaled: it becomes current again, unless it is what the operation left.
            return succeeded
                    ? new ApplicationStatus(Status.RUNNING, way.get())
                    : new ApplicationStatus(Status.UNKNOWN, Text.or(last.reason(), way.get()));
        }
        if (!ran && !succeeded && !written) {
            return new ApplicationStatus(Status.DEPLOY_STARTED_FAILED, last.reason());
        }
        return new ApplicationStatus(
                Status.RUNNING, why(workloads, State.RESTARTING).orElse(succeeded ? "" : last.reason()));
    }

    private static Optional<String> why(List<Judged> workloads, State... states) {
        return workloads.stream()
                .filter(judged -> List.of(states).contains(judged.judgement().state()))
                .map(judged -> judged.object().getMetadata().getName() + ": "
                        + judged.judgement().reason())
                .findFirst();
    }

    private record Judged(HasMetadata object, Judgement judgement) {}
}
