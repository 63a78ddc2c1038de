package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterOffer;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.IgnoredTag;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.util.List;
import java.util.Optional;

/**
 * The front door: releases, deploy, rollback, redeploy, status, undeploy. One for a process and its settings; safe for many threads.
 *
 * <p>Methods that return an {@link Operation} return at once; the others read from the repository or the cluster and
 * block. All throw {@link ApsException}.
 */
public interface Aps extends AutoCloseable {

    /**
     * The releases in a repository, by project, highest version first.
     *
     * @param repository its name; empty: the first configured
     * @param project only this one; empty: all
     * @param refresh whether to ask the repository even if it was asked a moment ago
     */
    List<Release> releases(String repository, String project, boolean refresh);

    /** Tags of a repository that were most likely meant as releases, as {@link #releases} last found them; asks nobody. */
    default List<IgnoredTag> ignoredTags(String repository) {
        return List.of();
    }

    /** A release with what it contains; {@code version} is a number or {@code latest}. */
    ReleaseDetails release(String repository, String project, String version);

    /**
     * Brings a release to run, or an application to another release. The same request again changes nothing and says
     * so; the same operation id enters an interrupted operation again.
     */
    Operation<Instance> deploy(DeployRequest request, DeployListener listener);

    /**
     * What is wrong with a request, its release's files and all: every problem that can be found without the cluster. Blocks on
     * the repository.
     */
    default List<Problem> problems(DeployRequest request) {
        return List.of();
    }

    /**
     * Brings an application back to a version that it had: a new version with the old one's descriptor, catalog and
     * secret values. Data stays as it is. Fails with {@code notFound} where there is no such application or version.
     */
    Operation<Instance> rollback(VersionRequest request, DeployListener listener);

    /**
     * Deploys once more what was last asked for, without the options having to be given again: a new version, unless
     * nothing changed and it runs. Fails with {@code notFound} where there is no such application.
     */
    Operation<Instance> redeploy(VersionRequest request, DeployListener listener);

    /**
     * An application as it stands, with the events and the last log lines of the services that don't run; one that does
     * not exist is {@code NotDeployed}.
     */
    Instance status(String cluster, String application);

    /**
     * What the current version of an application was deployed with; secrets are named in it. Fails with {@code notFound}
     * where there is no such application, or its first deployment has not come so far.
     */
    Descriptor descriptor(String cluster, String application);

    /** All applications on a cluster, by name, without events and logs. */
    List<Instance> statuses(String cluster);

    /** Ends when the application's status is no longer in progress, or fails when time is up. */
    Operation<Instance> awaitStatus(String cluster, String application, java.time.Duration timeout);

    /**
     * Brings the record of an application back that was lost, from what its objects and kept versions say, or only tells what
     * would be recorded. Changes nothing else. Fails with {@code conflict} where it has a record, here or elsewhere.
     */
    Adoption adopt(AdoptRequest request);

    /** What is wrong with where a cluster's records are kept, in a sentence; empty: nothing. Blocks. */
    Optional<String> platformProblem(String cluster);

    /** Removes an application and everything in its namespace. One that does not exist is gone. */
    Operation<UndeployResult> undeploy(UndeployRequest request, DeployListener listener);

    /**
     * What pages and lists are made from. Begins to read clusters and repositories, and to keep itself up to date, when it
     * is first asked for; always the same, until {@link #close}. Returns at once.
     */
    ReadModel readModel();

    /** Descriptors that wait to be deployed. */
    DescriptorShelf descriptors();

    /** The platform versions that can be deployed, sorted. */
    List<String> catalogs();

    /**
     * What one of them offers, as it was read last. Returns at once.
     *
     * @throws ApsException {@code notFound}; {@code failed} or {@code unreachable}, if it is configured and can't be used, or was
     *     not read yet
     */
    Catalog catalog(String version);

    /** The clusters that requests can name, the one first that is meant by none. Asks none of them. */
    List<ClusterOffer> clusters();

    /**
     * The last lines that the containers of a service wrote.
     *
     * @param most lines of each container
     * @return empty: the application has no such service, or none of its pods is there
     */
    Optional<List<String>> log(String cluster, String application, String service, int most);

    /** Lets go of running operations (they stay recorded as unfinished), watches and connections. */
    @Override
    void close();
}
