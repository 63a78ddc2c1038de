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
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlanRequest;
import io.jenkins.plugins.aps.core.plan.Planner;
import io.jenkins.plugins.aps.core.run.Prepared;
import io.jenkins.plugins.aps.core.source.ReleaseSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     */
    Prepared prepare(DeployRequest request, ClusterSettings cluster) {
        var source = connections.repository(request.repository());
        var catalog = catalogs.get(cluster.catalog());
        var release = find(source, request);
        var project = ProjectReader.read(source.files(release), release.version());
        var descriptor = DescriptorFactory.create(request, release, project, catalog);
        var kept = new Kept(DescriptorJson.write(descriptor), Catalogs.toJson(catalog)).reachedAt(cluster.gatewayUrl());
        var prepared = prepared(secrets(request), cluster.gatewayUrl(), descriptor, kept, project, catalog);
        return prepared.noting(CatalogChecks.judged(project, catalog).notes().stream()
                // The request has answered it.
                .filter(note -> !note.code().equals(ModelProblem.NEEDS_IMAGE))
                .map(ModelProblem::toString)
                .toList());
    }

    /**
     * The same for a version that is kept, whatever a request means by now. Blocks on the repository.
     *
     * @param gatewayUrl base of its URLs; may be empty
     * @param secrets by connector, then by variable
     */
    Prepared prepareAgain(String gatewayUrl, Kept kept, Map<String, Map<String, SecretValue>> secrets) {
        var descriptor = DescriptorJson.read(kept.descriptor());
        var source = connections.repository(descriptor.repository());
        var release = source.find(descriptor.projectName(), String.valueOf(descriptor.releaseVersion()));
        if (!release.commit().equals(descriptor.commit())) {
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "release " + descriptor.release() + " is another one by now: recorded is commit "
                            + descriptor.commit() + ", in the repository it is " + release.commit());
        }
        var project = ProjectReader.read(source.files(release), release.version());
        var catalog = Catalogs.fromJson(kept.catalog());
        return prepared(secrets, gatewayUrl, descriptor, kept.reachedAt(gatewayUrl), project, catalog);
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
                kept.content());
    }

    private static Prepared prepared(
            Map<String, Map<String, SecretValue>> secrets,
            String gatewayUrl,
            Descriptor descriptor,
            Kept kept,
            Project project,
            Catalog catalog) {
        var mounted = MountedProject.of(project, descriptor.releaseVersion());
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
