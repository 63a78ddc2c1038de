package io.jenkins.plugins.aps.cli.command;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A core that remembers what it was asked and answers what a test gave it. */
final class FakeAps implements Aps {
    final List<AdoptRequest> adoptions = new java.util.ArrayList<>();
    String obstacle = "";
    String platformProblem = "";
    final List<DeployRequest> deploys = new ArrayList<>();
    final List<UndeployRequest> undeploys = new ArrayList<>();
    final List<VersionRequest> rollbacks = new ArrayList<>();
    final List<VersionRequest> redeploys = new ArrayList<>();
    final List<Duration> awaited = new ArrayList<>();
    ApsSettings settings;
    List<Release> releases = List.of();
    ReleaseDetails details;
    List<Instance> instances = List.of();
    Instance instance;
    Descriptor descriptor;
    UndeployResult undeployed;
    RuntimeException failure;
    Consumer<DeployListener> events = listener -> {};
    CompletableFuture<Instance> running;
    boolean stopped;
    boolean closed;
    /** How often it was asked for anything but what is wrong with a request. */
    int asked;

    FakeAps open(ApsSettings asked) {
        settings = asked;
        return this;
    }

    @Override
    public List<Release> releases(String repository, String project, boolean refresh) {
        fail();
        return releases.stream()
                .filter(r -> project.isEmpty() || r.project().equals(project))
                .toList();
    }

    @Override
    public ReleaseDetails release(String repository, String project, String version) {
        fail();
        return details;
    }

    @Override
    public Operation<Instance> deploy(DeployRequest request, DeployListener listener) {
        deploys.add(request);
        events.accept(listener);
        return operation(running != null ? running : future(instance));
    }

    @Override
    public Operation<Instance> rollback(VersionRequest request, DeployListener listener) {
        rollbacks.add(request);
        events.accept(listener);
        return operation(running != null ? running : future(instance));
    }

    @Override
    public Operation<Instance> redeploy(VersionRequest request, DeployListener listener) {
        redeploys.add(request);
        events.accept(listener);
        return operation(running != null ? running : future(instance));
    }

    @Override
    public Instance status(String cluster, String application) {
        fail();
        return instance;
    }

    @Override
    public Descriptor descriptor(String cluster, String application) {
        fail();
        return descriptor;
    }

    @Override
    public Adoption adopt(AdoptRequest request) {
        asked++;
        adoptions.add(request);
        return adoption(request);
    }

    @Override
    public java.util.Optional<String> platformProblem(String cluster) {
        return java.util.Optional.of(platformProblem).filter(text -> !text.isEmpty());
    }

    /** Of a release, with one version and one object. */
    private Adoption adoption(AdoptRequest request) {
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
                obstacle,
                "d1ge57",
                !request.dryRun());
    }

    @Override
    public List<Instance> statuses(String cluster) {
        fail();
        return instances;
    }

    @Override
    public Operation<Instance> awaitStatus(String cluster, String application, Duration timeout) {
        awaited.add(timeout);
        return operation(future(instance));
    }

    @Override
    public Operation<UndeployResult> undeploy(UndeployRequest request, DeployListener listener) {
        undeploys.add(request);
        return operation(future(undeployed));
    }

    @Override
    public ReadModel readModel() {
        fail();
        throw new UnsupportedOperationException("no test asks for it");
    }

    @Override
    public io.jenkins.plugins.aps.core.api.DescriptorShelf descriptors() {
        throw new UnsupportedOperationException("no descriptors here");
    }

    @Override
    public List<String> catalogs() {
        return List.of("activiti-7");
    }

    @Override
    public io.jenkins.plugins.aps.core.model.Catalog catalog(String version) {
        throw new UnsupportedOperationException("no test asks for it");
    }

    @Override
    public List<io.jenkins.plugins.aps.core.model.ClusterOffer> clusters() {
        throw new UnsupportedOperationException("no test asks for it");
    }

    @Override
    public java.util.Optional<List<String>> log(String cluster, String application, String service, int most) {
        return java.util.Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void fail() {
        asked++;
        if (failure != null) {
            throw failure;
        }
    }

    private <T> CompletableFuture<T> future(T result) {
        return failure == null ? CompletableFuture.completedFuture(result) : CompletableFuture.failedFuture(failure);
    }

    private <T> Operation<T> operation(CompletableFuture<T> result) {
        asked++;
        return new Operation<>() {
            @Override
            public String id() {
                return "op-1";
            }

            @Override
            public CompletableFuture<T> result() {
                return result;
            }

            @Override
            public String waitingFor() {
                return "Deployment/rb";
            }

            @Override
            public void stop() {
                stopped = true;
                result.completeExceptionally(new ApsException(ErrorCode.FAILED, "stopped before it was done"));
            }

            @Override
            public void detach() {}
        };
    }
}
