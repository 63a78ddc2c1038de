package io.jenkins.plugins.aps.core.run;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.ContentRef;
import io.jenkins.plugins.aps.core.plan.Plan;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a deployment knows once its request is found good.
 *
 * @param descriptor what to deploy
 * @param kept the same and its catalog, as they are kept
 * @param secrets what nobody may be told
 * @param plans the plans for an application version
 * @param notes what should be known of the release and of how it is deployed, as sentences
 */
public record Prepared(
        Descriptor descriptor, Kept kept, Collection<SecretValue> secrets, Plans plans, List<String> notes) {
    public Prepared {
        notes = List.copyOf(notes);
    }

    /** A release of which there is nothing to note. */
    public Prepared(Descriptor descriptor, Kept kept, Collection<SecretValue> secrets, Plans plans) {
        this(descriptor, kept, secrets, plans, List.of());
    }

    /** Its plans by application version. Pure; takes its time. */
    @FunctionalInterface
    public interface Plans {
        Plan apply(int version);

        /** The plan for files that must not be taken for others of the same release. */
        default Plan distinct(int version) {
            return apply(version);
        }
    }

    /**
     * The plan for an application version.
     *
     * @param files the names of what holds the files of this very release already; empty where another release runs
     */
    Plan plan(int version, Set<String> files) {
        var plan = plans.apply(version);
        return files.isEmpty() || files.equals(files(plan.content())) ? plan : plans.distinct(version);
    }

    /** The names of what holds a project's files. */
    static Set<String> files(List<ContentRef> content) {
        return content.stream()
                .filter(ContentRef::isFiles)
                .map(ContentRef::name)
                .collect(Collectors.toSet());
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
                            "application '" + found.application() + "' is of project '" + found.project()
                                    + "', not of '" + project + "': undeploy it first, or choose another name")
                    .because(ErrorReason.NAME_TAKEN);
        }
    }
}
