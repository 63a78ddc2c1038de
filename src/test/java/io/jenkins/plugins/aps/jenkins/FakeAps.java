package io.jenkins.plugins.aps.jenkins;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.Operation;
import io.jenkins.plugins.aps.core.api.ReadModel;
import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A core whose operations end when and how a test says. */
public final class FakeAps implements Aps {
    public final List<AdoptRequest> adoptions = new java.util.ArrayList<>();
    public String platformProblem = "";
    public final BlockingQueue<Begun<DeployRequest, Instance>> deploys = new LinkedBlockingQueue<>();
    public final BlockingQueue<Begun<UndeployRequest, UndeployResult>> undeploys = new LinkedBlockingQueue<>();
    public final BlockingQueue<Begun<VersionRequest, Instance>> rollbacks = new LinkedBlockingQueue<>();
    public final BlockingQueue<Begun<VersionRequest, Instance>> redeploys = new LinkedBlockingQueue<>();
    public final BlockingQueue<Begun<String, Instance>> waits = new LinkedBlockingQueue<>();
    public final List<Instance> instances = new ArrayList<>();
    public RuntimeException failure;

    /** Thrown instead of an answer. */
    public Error defect;

    public volatile int closed;

    /** An operation that was asked for. */
    public static final class Begun<Q, T> implements Operation<T> {
        public final Q request;
        public final DeployListener listener;
        public final CompletableFuture<T> result = new CompletableFuture<>();
        public volatile int stopped;

        Begun(Q request, DeployListener listener) {
            this.request = request;
            this.listener = listener;
        }

        @Override
        public String id() {
            return "operation";
        }

        @Override
        public CompletableFuture<T> result() {
            return result;
        }

        @Override
        public String waitingFor() {
            return "3 of 9 objects";
        }

        @Override
        public void stop() {
            stopped++;
        }

        @Override
        public void detach() {}
    }

    /** The next that a step asked for; waits for it. */
    public static <Q, T> Begun<Q, T> next(BlockingQueue<Begun<Q, T>> queue) throws InterruptedException {
        var begun = queue.poll(10, TimeUnit.SECONDS);
        if (begun == null) {
            throw new AssertionError("nothing was begun");
        }
        return begun;
    }

    private void failIfSaid() {
        if (defect != null) {
            throw defect;
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public List<Release> releases(String repository, String project, boolean refresh) {
        failIfSaid();
        return List.of();
    }

    @Override
    public ReleaseDetails release(String repository, String project, String version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Operation<Instance> deploy(DeployRequest request, DeployListener listener) {
        failIfSaid();
        var begun = new Begun<DeployRequest, Instance>(request, listener);
        deploys.add(begun);
        return begun;
    }

    @Override
    public Operation<Instance> rollback(VersionRequest request, DeployListener listener) {
        return begun(rollbacks, request, listener);
    }

    @Override
    public Operation<Instance> redeploy(VersionRequest request, DeployListener listener) {
        return begun(redeploys, request, listener);
    }

    private Operation<Instance> begun(
            BlockingQueue<Begun<VersionRequest, Instance>> queue, VersionRequest request, DeployListener listener) {
        failIfSaid();
        var begun = new Begun<VersionRequest, Instance>(request, listener);
        queue.add(begun);
        return begun;
    }

    @Override
    public Instance status(String cluster, String application) {
        failIfSaid();
        return instances.stream()
                .filter(instance -> instance.application().equals(application))
                .findFirst()
                .orElseGet(() -> Instance.notDeployed(application, cluster));
    }

    @Override
    public Descriptor descriptor(String cluster, String application) {
        throw new UnsupportedOperationException();
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
        failIfSaid();
        return instances;
    }

    @Override
    public Operation<Instance> awaitStatus(String cluster, String application, Duration timeout) {
        var begun = new Begun<String, Instance>(application, DeployListener.SILENT);
        waits.add(begun);
        return begun;
    }

    @Override
    public Operation<UndeployResult> undeploy(UndeployRequest request, DeployListener listener) {
        failIfSaid();
        var begun = new Begun<UndeployRequest, UndeployResult>(request, listener);
        undeploys.add(begun);
        return begun;
    }

    @Override
    public ReadModel readModel() {
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
        closed++;
    }
}
