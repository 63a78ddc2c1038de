package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.descriptor.CatalogChecks;
import io.jenkins.plugins.aps.core.descriptor.DescriptorFactory;
import io.jenkins.plugins.aps.core.descriptor.DescriptorJson;
import io.jenkins.plugins.aps.core.descriptor.MountedProject;
import io.jenkins.plugins.aps.core.descriptor.ProjectReader;
import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.OneLine;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlanRequest;
import io.jenkins.plugins.aps.core.plan.Planner;
import io.jenkins.plugins.aps.core.run.Prepared;
import io.jenkins.plugins.aps.core.run.RecordedSettings;
import io.jenkins.plugins.aps.core.source.ReleaseSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a request to a descriptor and its plans: reads the release, checks everything, touches nothing. */
final class Preparation {
    private final Connections connections;
    private final Catalogs catalogs;

    Preparation(Connections connections, Catalogs catalogs) {
        this.connections = connections;
        this.catalogs = catalogs;
    }

    /** A name that is none can't even be looked for. */
    void checkName(String application) {
        ApplicationName.problem(application).ifPresent(problem -> {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "the name of the application is not valid",
                    List.of(new Problem("application", problem)));
        });
    }

    /**
     * The repository that a request reads from; the empty string where it names none that there is.
     *
     * @param request with its descriptor, if any, merged already
     */
    String repository(DeployRequest request) {
        try {
            return connections.repositorySettings(request.repository()).name();
        } catch (ApsException e) {
            // Preparing it tells this and every other problem.
            return "";
        }
    }

    /**
     * Blocks on the repository.
     *
     * @param request with its descriptor, if any, merged already
     * @param saysRuntime whether the cluster's platform version is that of the request; else the recorded one comes first
     * @param recorded how the application is deployed by now
     */
    Prepared prepare(
            DeployRequest request,
            ClusterSettings cluster,
            boolean saysRuntime,
            Gateway gateway,
            RecordedSettings recorded) {
        var source = connections.repository(request.repository());
        var catalog = saysRuntime ? catalogs.get(cluster.catalog()) : catalog(cluster.catalog(), recorded);
        var release = find(source, request);
        var project = ProjectReader.read(source.files(release), release.version());
        var descriptor = DescriptorFactory.create(request, release, project, catalog);
        var reached = gateway.given(recorded.gateway());
        var kept = new Kept(DescriptorJson.write(descriptor), Catalogs.toJson(catalog)).reachedAt(reached.url());
        var notes = new ArrayList<>(reached.notes());
        notes.addAll(source.notes(release));
        if (!saysRuntime && !catalog.version().equals(cluster.catalog())) {
            notes.add("It stays on its platform version " + catalog.version() + "; that of the cluster is "
                    + cluster.catalog() + ", which a request has to name");
        }
        CatalogChecks.judged(project, catalog).notes().stream()
                // The request has answered it.
                .filter(note -> !note.code().equals(ModelProblem.NEEDS_IMAGE))
                .map(ModelProblem::toString)
                .forEach(notes::add);
        var mounted = MountedProject.of(project, descriptor.releaseVersion());
        return prepared(secrets(request), reached.url(), descriptor, kept, project, mounted, catalog)
                .noting(notes);
    }

    /** The recorded platform version, as it is configured by now, else as it is recorded; without one the usual one. */
    private Catalog catalog(String usual, RecordedSettings recorded) {
        var version = recorded.runtimeVersion();
        if (version.isEmpty()
                || catalogs.names().contains(version)
                || recorded.catalog().isEmpty()) {
            return catalogs.get(catalogs.names().contains(version) ? version : usual);
        }
        return Catalogs.fromJson(recorded.catalog());
    }

    /**
     * The same for a version that is kept, whatever a request means by now. Blocks on the repository, if its files are not
     * given.
     *
     * @param reached base of its URLs
     * @param secrets by connector, then by variable
     * @param files the release's, if they are kept
     */
    Prepared prepareAgain(
            Gateway.Choice reached,
            Kept kept,
            Map<String, Map<String, SecretValue>> secrets,
            Optional<List<ProjectContent>> files) {
        var descriptor = DescriptorJson.read(kept.descriptor());
        // Files that are kept are as they were mounted.
        var mounted = files.map(each -> Project.of(descriptor.projectName(), each));
        var notes = new ArrayList<>(reached.notes());
        var project = mounted.orElseGet(() -> released(descriptor, notes));
        var catalog = Catalogs.fromJson(kept.catalog());
        return prepared(
                        secrets,
                        reached.url(),
                        descriptor,
                        kept.reachedAt(reached.url()),
                        project,
                        mounted.orElseGet(() -> MountedProject.of(project, descriptor.releaseVersion())),
                        catalog)
                .noting(notes);
    }

    private ReleaseSource source(Descriptor descriptor) {
        try {
            return connections.repository(descriptor.repository());
        } catch (ApsException e) {
            throw new ApsException(
                            e.code(),
                            "the files of release " + descriptor.release() + " are not kept in the cluster, and "
                                    + e.getMessage(),
                            e)
                    .because(e.reason());
        }
    }

    /** The very release that was deployed, and not what has its name by now. What should be known of it is added. */
    private Project released(Descriptor descriptor, List<String> notes) {
        var source = source(descriptor);
        var release = source.find(descriptor.projectName(), String.valueOf(descriptor.releaseVersion()));
        if (!release.commit().equals(descriptor.commit())) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "release " + descriptor.release() + " is another one by now: recorded is commit "
                            + descriptor.commit() + ", in the repository it is " + release.commit());
        }
        notes.addAll(source.notes(release));
        return ProjectReader.read(source.files(release), release.version());
    }

    /** A release that is not there is told with what else is wrong. */
    private static Release find(ReleaseSource source, DeployRequest request) {
        try {
            return source.find(request.project(), request.release());
        } catch (ApsException e) {
            var others = DescriptorFactory.problems(request);
            if (e.code() != ErrorCode.NOT_FOUND || others.isEmpty()) {
                throw e;
            }
            var all = new ArrayList<>(others);
            all.add(new Problem("release", e.getMessage()));
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "the application '" + OneLine.of(String.valueOf(request.application()), 100)
                            + "' can't be deployed: " + all.size() + " problems",
                    all);
        }
    }

    /** What is kept of a version, for another platform version; the same for its own. */
    Kept on(String runtimeVersion, Kept kept) {
        var descriptor = DescriptorJson.read(kept.descriptor()).on(runtimeVersion);
        return new Kept(
                DescriptorJson.write(descriptor),
                Catalogs.toJson(catalogs.get(runtimeVersion)),
                kept.gateway(),
                kept.content(),
                kept.files());
    }

    private static Prepared prepared(
            Map<String, Map<String, SecretValue>> secrets,
            String gatewayUrl,
            Descriptor descriptor,
            Kept kept,
            Project project,
            Project mounted,
            Catalog catalog) {
        return new Prepared(
                descriptor,
                kept,
                secrets.values().stream()
                        .flatMap(values -> values.values().stream())
                        .toList(),
                new Prepared.Plans() {
                    @Override
                    public Plan apply(int version) {
                        return plan(version, mounted);
                    }

                    @Override
                    public Plan distinct(int version) {
                        return plan(version, MountedProject.distinct(project, descriptor.releaseVersion()));
                    }

                    private Plan plan(int version, Project files) {
                        return Planner.plan(new PlanRequest(descriptor, version, files, catalog, gatewayUrl, secrets));
                    }
                });
    }

    /** By connector, then by variable. */
    static Map<String, Map<String, SecretValue>> secrets(DeployRequest request) {
        var secrets = new HashMap<String, Map<String, SecretValue>>();
        for (ConnectorRequest connector : request.connectors()) {
            var values = secrets.computeIfAbsent(connector.name(), name -> new HashMap<>());
            for (Map.Entry<String, ConnectorSecret> secret : connector.secrets().entrySet()) {
                values.put(secret.getKey(), secret.getValue().value());
            }
        }
        return secrets;
    }
}
