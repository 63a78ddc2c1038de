package io.jenkins.plugins.aps.core.model;

import static io.jenkins.plugins.aps.core.model.StatusClass.DEGRADED;
import static io.jenkins.plugins.aps.core.model.StatusClass.FAILED;
import static io.jenkins.plugins.aps.core.model.StatusClass.IN_PROGRESS;
import static io.jenkins.plugins.aps.core.model.StatusClass.NONE;

import java.util.EnumSet;
import java.util.Set;

/**
 * The statuses of an application, in the order of its life. Names and meanings are those of the platform's deployment
 * service.
 */
public enum Status {
    /** The wish to create it was received. */
    CREATE_APP("CreateApp", IN_PROGRESS),
    /** Its descriptor is being made. */
    CREATE_DESCRIPTOR("CreateDescriptor", IN_PROGRESS),
    /** Its descriptor is valid and recorded. */
    DESCRIPTOR_CREATED("DescriptorCreated", IN_PROGRESS),
    /** It waits for its descriptor. */
    WAITING_FOR_DESCRIPTOR("WaitingForDescriptor", IN_PROGRESS),
    /** Images are being built; not emitted until images are built. */
    IMAGE_BUILD("ImageBuild", IN_PROGRESS),
    /** Building images failed; not emitted until images are built. */
    IMAGE_BUILD_FAILED("ImageBuildFailed", FAILED),
    /** Images are being pushed; not emitted until images are built. */
    IMAGE_PUSH("ImagePush", IN_PROGRESS),
    /** Pushing images failed; not emitted until images are built. */
    IMAGE_PUSH_FAILED("ImagePushFailed", FAILED),
    /** Its Kubernetes objects are being created. */
    DEPLOY_STARTED("DeployStarted", IN_PROGRESS),
    /** Creating its Kubernetes objects failed. */
    DEPLOY_STARTED_FAILED("DeployStartedFailed", FAILED),
    /** Its objects exist; they have not all started. */
    PENDING("Pending", IN_PROGRESS),
    /** All its objects run. */
    RUNNING("Running", StatusClass.RUNNING),
    /** An upgrade is at work. */
    UPDATE_APP("UpdateApp", IN_PROGRESS),
    /** Some of its objects can't run, an application that ran no longer does, or it is being undeployed. */
    UNKNOWN("Unknown", DEGRADED),
    /** There is no such application. */
    NOT_DEPLOYED("NotDeployed", NONE);

    private static final Set<Verdict> GOOD = EnumSet.of(Verdict.SUCCEEDED, Verdict.ROLLED_BACK);

    private final String json;
    private final StatusClass usual;

    Status(String json, StatusClass usual) {
        this.json = json;
        this.usual = usual;
    }

    /** As in JSON and on pages, PascalCase. */
    public String json() {
        return json;
    }

    /** The class where nothing is known of the last operation. */
    public StatusClass usualClass() {
        return usual;
    }

    /**
     * The class of an application with this status. {@link #UNKNOWN} alone has several: it is also the status of an
     * application that is being undeployed, and of one that never ran.
     *
     * @param last the operation at work, or the last one; null: not known
     */
    public StatusClass statusClass(OperationSummary last) {
        if (this != UNKNOWN || last == null) {
            return usual;
        }
        if (last.type().isRemoval()) {
            return last.verdict() == null ? IN_PROGRESS : FAILED;
        }
        return last.verdict() == null || GOOD.contains(last.verdict()) ? DEGRADED : FAILED;
    }
}
