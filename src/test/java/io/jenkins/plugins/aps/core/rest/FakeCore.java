package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.DescriptorShelf;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterOffer;
import io.jenkins.plugins.aps.core.model.ConnectorModel.Variable;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.StoredDescriptor;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A core whose operations a test carries out. Reads that would ask a cluster fail. */
final class FakeCore implements Aps {
    final List<AdoptRequest> adoptions = new java.util.ArrayList<>();
    String platformProblem = "";
    final List<DeployRequest> deploys = new ArrayList<>();
    final List<VersionRequest> rollbacks = new ArrayList<>();
    final List<VersionRequest> redeploys = new ArrayList<>();
    final List<UndeployRequest> undeploys = new ArrayList<>();
    final CompletableFuture<Instance> deployment = new CompletableFuture<>();
    final CompletableFuture<UndeployResult> undeployment = new CompletableFuture<>();
    /** Those of the first cluster, {@code default}. */
    final Map<String, StoredDescriptor> stored = new TreeMap<>();
    /** Those of the second cluster, {@code other}. */
    final Map<String, StoredDescriptor> storedInOther = new TreeMap<>();

    DeployListener listener;
    boolean away;
    /** Platform versions whose catalog can not be read. */
    final Set<String> unreadable = new HashSet<>();

    /** What the repository has; null: it must not be asked. */
    ReleaseDetails released;

    private final FakeModel model;

    FakeCore(FakeModel model) {
        this.model = model;
    }

    @Override
    public ReadModel readModel() {
        return model;
    }

    @Override
    public Operation<Instance> deploy(DeployRequest request, DeployListener heard) {
        deploys.add(request);
        return operation(request.operationId(), deployment, heard);
    }

    @Override
    public Operation<Instance> rollback(VersionRequest request, DeployListener heard) {
        rollbacks.add(request);
        return operation(request.operationId(), deployment, heard);
    }

    @Override
    public Operation<Instance> redeploy(VersionRequest request, DeployListener heard) {
        redeploys.add(request);
        return operation(request.operationId(), deployment, heard);
    }

    @Override
    public Operation<UndeployResult> undeploy(UndeployRequest request, DeployListener heard) {
        undeploys.add(request);
        return operation(request.operationId(), undeployment, heard);
    }

    private <T> Operation<T> operation(String id, CompletableFuture<T> result, DeployListener heard) {
        listener = heard;
        return new Operation<>() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public CompletableFuture<T> result() {
                return result;
            }

            @Override
            public String waitingFor() {
                return "";
            }

            @Override
            public void stop() {}

            @Override
            public void detach() {}
        };
    }

    @Override
    public List<Release> releases(String repository, String project, boolean refresh) {
        throw new AssertionError("a reader must not ask the repository");
    }

    @Override
    public ReleaseDetails release(String repository, String project, String version) {
        if (released == null) {
            throw new AssertionError("a reader must not ask the repository");
        }
        return released;
    }

    @Override
    public Instance status(String cluster, String application) {
        throw new AssertionError("a reader must not ask the cluster");
    }

    @Override
    public Descriptor descriptor(String cluster, String application) {
        throw new AssertionError("a reader must not ask the cluster");
    }

    @Override
    public Adoption adopt(AdoptRequest request) {
        adoptions.add(request);
        return adoption(request);
    }

    @Override
    public java.util.Optional<String> platformProblem(String cluster) {
        return java.util.Optional.of(platformProblem).filter(text -> !text.isEmpty());
    }

    /** Of a release, with one version and one object. */
    private static Adoption adoption(AdoptRequest request) {
        return new Adoption(
                request.application(),
                "default",
                "holiday",
                "holiday/1",
                2,
                1,
                "activiti-7",
                Access.NONE,
                List.of(new Adoption.Connector("erp", "erp:1", "erp:2")),
                java.time.Instant.EPOCH,
                List.of(new Adoption.Version(2, "holiday/1")),
                List.of(new ObjectRef("apps/v1", "Deployment", request.application(), "rb")),
                List.of("version 2 was begun"),
                "",
                "d1ge57",
                !request.dryRun());
    }

    @Override
    public List<Instance> statuses(String cluster) {
        throw new AssertionError("a reader must not ask the cluster");
    }

    @Override
    public Operation<Instance> awaitStatus(String cluster, String application, Duration timeout) {
        throw new AssertionError("nobody waits here");
    }

    @Override
    public DescriptorShelf descriptors() {
        return new DescriptorShelf() {
            @Override
            public List<StoredDescriptor> all(String cluster) {
                if (away) {
                    throw new ApsException(ErrorCode.UNREACHABLE, "the cluster does not answer");
                }
                return List.copyOf(shelf(cluster).values());
            }

            @Override
            public Optional<StoredDescriptor> find(String cluster, String name) {
                return all(cluster).stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst();
            }

            @Override
            public StoredDescriptor keep(String cluster, String json, String by) {
                var name = new RestWorld.Got(Answer.of(0, "", json.getBytes(StandardCharsets.UTF_8)))
                        .json()
                        .path("name")
                        .asText();
                var kept = new StoredDescriptor(name, json, "holiday", "1", "", RestWorld.AT, by);
                shelf(cluster).put(name, kept);
                return kept;
            }

            @Override
            public void remove(String cluster, String name) {
                shelf(cluster).remove(name);
            }

            private Map<String, StoredDescriptor> shelf(String cluster) {
                return cluster.equals("other") ? storedInOther : stored;
            }
        };
    }

    @Override
    public List<String> catalogs() {
        return List.of("activiti-7", "activiti-8");
    }

    @Override
    public Catalog catalog(String version) {
        if (unreadable.contains(version)) {
            throw new ApsException(ErrorCode.UNREACHABLE, "The catalog " + version + " can't be read");
        }
        var host = new Variable("EMAIL_HOST", "The SMTP server", "smtp." + version, true, false);
        var password = new Variable("EMAIL_PASSWORD", "", "never told", false, true);
        var email = new Catalog.Connector("email", "example.org/email", List.of(), List.of(host, password), "");
        return new Catalog(version, List.of(), Map.of("email", email), Map.of());
    }

    @Override
    public List<ClusterOffer> clusters() {
        return List.of(
                new ClusterOffer("default", "activiti-7", "https://gateway.example.org", List.of("aps-platform")),
                new ClusterOffer("other", "activiti-8", "", List.of("elsewhere")));
    }

    @Override
    public Optional<List<String>> log(String cluster, String application, String service, int most) {
        return service.equals("rb") ? Optional.of(List.of("==> rb-1/rb <==", "started, " + most)) : Optional.empty();
    }

    @Override
    public void close() {}
}
