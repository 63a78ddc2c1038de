package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.Plan;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * What a deployment knows once its request is found good.
 *
 * @param descriptor what to deploy
 * @param kept the same and its catalog, as they are kept
 * @param secrets what nobody may be told
 * @param plans the plan for an application version; pure, and takes its time
 * @param notes what should be known of the release, as sentences
 */
public record Prepared(
        Descriptor descriptor,
        Kept kept,
        Collection<SecretValue> secrets,
        IntFunction<Plan> plans,
        List<String> notes) {
    public Prepared {
        notes = List.copyOf(notes);
    }

    /** A release of which there is nothing to note. */
    public Prepared(Descriptor descriptor, Kept kept, Collection<SecretValue> secrets, IntFunction<Plan> plans) {
        this(descriptor, kept, secrets, plans, List.of());
    }

    /** The same, of a release of which this should be known. */
    public Prepared noting(List<String> notes) {
        return new Prepared(descriptor, kept, secrets, plans, notes);
    }

    /** The same; nobody may be told of these secrets either. */
    Prepared hiding(List<SecretValue> more) {
        return new Prepared(
                descriptor, kept, Stream.concat(secrets.stream(), more.stream()).toList(), plans, notes);
    }

    /**
     * Refuses a name that may not be used now; who waits may wait for the undeployment that frees it. Blocks.
     *
     * @return whether the namespace of that name is there
     */
    boolean admit(ClusterClient cluster, String operation, Optional<ApplicationRecord> found) {
        found.ifPresent(this::refuseOtherProject);
        return cluster.checkNamespace(descriptor.name(), operation, ClusterClient.Known.namespace(found));
    }

    /** A name is given to one project: another's release over it would remove what runs and keep its data. */
    private void refuseOtherProject(ApplicationRecord found) {
        var project = descriptor.projectName();
        if (!found.project().equals(project)) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "application '" + found.application() + "' is of project '" + found.project() + "', not of '"
                            + project + "': undeploy it first, or choose another name");
        }
    }
}
