package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.core.run.DeployOrder;
import io.jenkins.plugins.aps.core.run.FollowUp;
import io.jenkins.plugins.aps.core.run.Prepared;
import io.jenkins.plugins.aps.core.run.Recall;
import java.util.Optional;
import java.util.function.Function;

/** From requests to what is run, and from what failed to what mends it. */
final class Orders {
    private final Preparation preparation;

    Orders(Preparation preparation) {
        this.preparation = preparation;
    }

    /**
     * @param request with its descriptor, if any, merged already
     * @param settings on the platform version that it says
     * @param saysRuntime whether it says one
     */
    DeployOrder of(DeployRequest request, ClusterSettings settings, boolean saysRuntime) {
        var gateway = Gateway.of(settings, request.options());
        return order(
                asked(request),
                preparation.repository(request),
                recorded -> preparation.prepare(request, settings, saysRuntime, gateway, recorded),
                !saysRuntime || !gateway.isSaid(),
                kept -> preparation.prepareAgain(
                        gateway.recorded(kept), kept, Preparation.secrets(request), Optional.empty()),
                Optional.empty(),
                followUp(request.operationId(), request.dryRun(), request.onFailure()));
    }

    DeployOrder of(OperationType type, VersionRequest request, ClusterSettings settings) {
        preparation.checkName(request.application());
        if (request.version() < 0) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "there is no version " + request.version() + ": versions count from 1, and 0 means the default");
        }
        return recalling(
                type, request, "", settings, followUp(request.operationId(), request.dryRun(), request.onFailure()));
    }

    /** Back to the last good version. */
    DeployOrder rollback(VersionRequest failed, ClusterSettings settings) {
        return recalling(OperationType.ROLLBACK, rollback(failed), failed.operationId(), settings, Optional.empty());
    }

    /** It has the time of one component at least, as that of the whole may be used up; its values are the kept ones. */
    static VersionRequest rollback(VersionRequest failed) {
        var longest = failed.timeout().compareTo(failed.componentTimeout()) > 0
                ? failed.timeout()
                : failed.componentTimeout();
        return new VersionRequest(
                FollowUp.rollback(failed.operationId()).operationId(),
                failed.by(),
                failed.build(),
                failed.application(),
                failed.cluster(),
                0,
                credentialsId -> Optional.empty(),
                longest,
                failed.componentTimeout(),
                false,
                FailurePolicy.LEAVE,
                IfRunning.FAIL);
    }

    /** What failed is removed, as was asked. */
    static UndeployRequest undeployment(VersionRequest failed) {
        return new UndeployRequest(
                FollowUp.undeploy(failed.operationId()).operationId(),
                failed.by(),
                failed.build(),
                failed.application(),
                failed.cluster(),
                true,
                false,
                failed.timeout(),
                failed.operationId());
    }

    /** What is common to both kinds of requests. */
    static VersionRequest asked(DeployRequest request) {
        return new VersionRequest(
                        request.operationId(),
                        request.by(),
                        request.build(),
                        request.application(),
                        request.cluster(),
                        0,
                        credentialsId -> Optional.empty(),
                        request.timeout(),
                        request.componentTimeout(),
                        request.dryRun(),
                        request.onFailure(),
                        request.ifRunning())
                .with(request.options());
    }

    private static Optional<FollowUp> followUp(String operation, boolean dryRun, FailurePolicy policy) {
        if (dryRun) {
            return Optional.empty();
        }
        return switch (policy) {
            case LEAVE -> Optional.empty();
            case ROLLBACK -> Optional.of(FollowUp.rollback(operation));
            case UNDEPLOY -> Optional.of(FollowUp.undeploy(operation));
        };
    }

    private DeployOrder recalling(
            OperationType type,
            VersionRequest request,
            String startedBy,
            ClusterSettings settings,
            Optional<FollowUp> followUp) {
        var gateway = Gateway.of(settings, type == OperationType.ROLLBACK ? ApplyOptions.NONE : request.options());
        // What undoes something brings back what was; who asks for a version may say where it is to be reached from.
        var asWas = !startedBy.isEmpty() || !request.undoes().isEmpty();
        var recall = new Recall(
                type,
                request.version(),
                startedBy,
                request.undoes(),
                request.credentials(),
                kept -> request.runtimeVersion()
                        .map(version -> preparation.on(settings.on(version).catalog(), kept))
                        .orElse(kept),
                kept -> DescriptorJson.read(kept.descriptor()),
                (kept, secrets, files) -> preparation.prepareAgain(
                        asWas ? gateway.recorded(kept) : gateway.given(kept.gateway()), kept, secrets, files));
        return order(request, "", none -> notAsked(), false, kept -> notAsked(), Optional.of(recall), followUp);
    }

    private static DeployOrder order(
            VersionRequest asked,
            String repository,
            DeployOrder.Preparation preparation,
            boolean inherits,
            Function<Kept, Prepared> again,
            Optional<Recall> recall,
            Optional<FollowUp> followUp) {
        return new DeployOrder(
                asked.operationId(),
                asked.by(),
                asked.build(),
                asked.application(),
                asked.timeout(),
                asked.componentTimeout(),
                asked.dryRun(),
                asked.ifRunning(),
                repository,
                preparation,
                inherits,
                again,
                recall,
                followUp,
                asked.options());
    }

    private static Prepared notAsked() {
        throw new IllegalStateException("What is recalled is prepared by its version");
    }
}
