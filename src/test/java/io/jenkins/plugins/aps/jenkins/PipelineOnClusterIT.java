package io.jenkins.plugins.aps.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.acceptance.GitServer;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a repository over HTTP, the core, the embedded cluster, and the steps of a pipeline. */
class PipelineOnClusterIT {
    @TempDir
    Path folder;

    private EmbeddedCluster cluster;
    private GitServer repository;
    private Aps aps;

    @BeforeEach
    void open() throws Exception {
        cluster = EmbeddedCluster.start();
        repository = new GitServer(folder.resolve("git"));
        aps = door("door-a");
    }

    @AfterEach
    void close() throws Exception {
        aps.close();
        repository.close();
        cluster.close();
    }

    private Aps door(String id) {
        return ApsCore.open(Samples.settings(cluster.kubeconfig(), repository.url(), folder, id));
    }

    @Test
    void aPipelineDeploysLooksAndUndeploys() throws Exception {
        try (var pipelines = new PipelineHarness(aps, "dora")) {
            pipelines
                    .jenkins()
                    .credentials
                    .put(
                            "smtp",
                            FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null)));
            var value = (Map<?, ?>) pipelines.run("deploy-status-undeploy.groovy", Map.of("application", "vacation"));
            var deployed = (Map<?, ?>) value.get("deployed");
            assertThat(deployed.get("status")).isEqualTo("Running");
            assertThat(deployed.get("release")).isEqualTo("holiday/2");
            assertThat(((Map<?, ?>) deployed.get("urls")).get("rb"))
                    .isEqualTo("https://gateway.example.org/vacation/rb");
            assertThat(((Map<?, ?>) value.get("status")).get("applicationVersion"))
                    .isEqualTo(1);
            assertThat(((Map<?, ?>) value.get("undeployed")).get("verdict")).isEqualTo("gone");
            assertThat(pipelines.log()).contains("Running", "undeployed: gone").doesNotContain("s3cret");
        }
        try (var client = cluster.client()) {
            assertThat(client.namespaces().withName("vacation").get()).isNull();
            assertThat(client.configMaps()
                            .inNamespace("aps-platform")
                            .withLabel("app.kubernetes.io/part-of", "vacation")
                            .list()
                            .getItems())
                    .isEmpty();
        }
    }

    @Test
    void theSameDeploymentAgainChangesNothing() throws Exception {
        var first = run(request("op-1", "vacation", "erp:1"));
        var second = run(request("op-2", "vacation", "erp:1"));
        assertThat(first.changes()).isNotEmpty().allMatch(c -> c.action() == Change.Action.CREATED);
        assertThat(second.changes())
                .hasSameSizeAs(first.changes())
                .allMatch(c -> c.action() == Change.Action.UNCHANGED);
        assertThat(second.applicationVersion()).isEqualTo(1);
    }

    @Test
    void anotherReleaseOrImageIsANewVersionAndRemovesNothingThatHoldsData() throws Exception {
        run(request("op-1", "vacation", "erp:1"));
        var second = run(request("op-2", "vacation", "erp:2"));
        assertThat(second.applicationVersion()).isEqualTo(2);
        assertThat(second.changes().stream()
                        .filter(c -> c.action() == Change.Action.CONFIGURED)
                        .map(c -> c.object().name()))
                .containsExactly("connector-erp");
        assertThat(second.status()).isEqualTo(Status.RUNNING);
        assertThat(second.history()).hasSize(2);
    }

    @Test
    void aFailureTellsItsReasonAndOnlyForceRemovesIt() throws Exception {
        var events = new CopyOnWriteArrayList<DeployEvent>();
        assertThatThrownBy(() -> run(aps, request("op-1", "vacation", "erp:does-not-exist"), events::add))
                .isInstanceOfSatisfying(ApsException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FAILED);
                    assertThat(e).hasMessageContaining("can't pull image 'erp:does-not-exist'");
                });
        assertThat(events.get(0)).isInstanceOf(DeployEvent.OperationStarted.class);
        assertThat(events.get(events.size() - 1)).isInstanceOf(DeployEvent.OperationFailed.class);
        assertThat(aps.status("", "vacation").status()).isEqualTo(Status.UNKNOWN);
        assertThatThrownBy(() -> undeploy("op-2", false))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("force");
        assertThat(undeploy("op-3", true).verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(aps.status("", "vacation").status()).isEqualTo(Status.NOT_DEPLOYED);
    }

    @Test
    void aFailedDeploymentIsUndeployedIfThatWasAsked() throws Exception {
        var asked = request("op-1", "vacation", "erp:does-not-exist", FailurePolicy.UNDEPLOY);
        assertThatThrownBy(() -> run(asked))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED))
                .hasMessageContaining("can't pull image")
                .hasMessageEndingWith("it was undeployed, as asked");
        assertThat(aps.status("", "vacation").status()).isEqualTo(Status.NOT_DEPLOYED);
    }

    @Test
    void aDoorThatWasRestartedEntersItsOperationAgain() throws Exception {
        var written = new CompletableFuture<Void>();
        var interrupted = aps.deploy(request("op-1", "vacation", "erp:1"), event -> {
            if (event instanceof DeployEvent.WaveEnded wave && wave.index() == 2) {
                written.complete(null);
            }
        });
        written.get(30, TimeUnit.SECONDS);
        interrupted.detach();
        aps.close();
        aps = door("door-b");
        var events = new CopyOnWriteArrayList<DeployEvent>();
        var instance = run(aps, request("op-1", "vacation", "erp:1"), events::add);
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.applicationVersion()).isEqualTo(1);
        assertThat(events.get(0))
                .isInstanceOfSatisfying(DeployEvent.OperationStarted.class, started -> assertThat(started.resumed())
                        .isTrue());
    }

    @Test
    void aSecondDoorWaitsForALivingOneAndTakesOverFromADeadOne() throws Exception {
        var stuck = request("op-1", "vacation", "erp:does-not-exist");
        var atWork = new CompletableFuture<Void>();
        var first = aps.deploy(stuck, event -> {
            if (event instanceof DeployEvent.ObjectApplied applied
                    && applied.change().object().name().equals("connector-erp")) {
                atWork.complete(null);
            }
        });
        atWork.get(30, TimeUnit.SECONDS);
        try (var other = door("door-b")) {
            var waits = new CompletableFuture<Void>();
            var second = other.deploy(request("op-2", "vacation", "erp:2"), event -> {
                if (event instanceof DeployEvent.Waiting) {
                    waits.complete(null);
                }
            });
            waits.get(30, TimeUnit.SECONDS);
            first.detach();
            aps.close();
            var taken = second.result().get(60, TimeUnit.SECONDS);
            assertThat(taken.status()).isEqualTo(Status.RUNNING);
            assertThat(taken.applicationVersion()).isEqualTo(2);
        } finally {
            aps = door("door-c");
        }
    }

    @Test
    void aRestartedDoorLeavesItsInterruptedOperationToTheBuildThatEntersItAgain() throws Exception {
        interruptAfterTheDatabase(request("op-1", "vacation", "erp:1"));
        aps = door("door-a");
        var waits = new CompletableFuture<Void>();
        var second = aps.deploy(request("op-2", "vacation", "erp:2"), event -> {
            if (event instanceof DeployEvent.Waiting) {
                waits.complete(null);
            }
        });
        waits.get(30, TimeUnit.SECONDS);
        assertThat(run(request("op-1", "vacation", "erp:1")).applicationVersion())
                .isEqualTo(1);
        assertThat(value(second.result()).applicationVersion()).isEqualTo(2);
    }

    @Test
    void anOperationThatIsEnteredAgainGoesOnWithWhatItRecorded() throws Exception {
        interruptAfterTheDatabase(request("op-1", "vacation", "erp:1"));
        aps = door("door-b");
        assertThat(run(request("op-1", "vacation", "erp:2")).status()).isEqualTo(Status.RUNNING);
        try (var client = cluster.client()) {
            var erp = client.apps().deployments().inNamespace("vacation").withName("connector-erp");
            assertThat(erp.get().getSpec().getTemplate().getSpec().getContainers())
                    .extracting(container -> container.getImage())
                    .containsExactly("erp:1");
        }
    }

    private void interruptAfterTheDatabase(DeployRequest request) throws Exception {
        var written = new CompletableFuture<Void>();
        var interrupted = aps.deploy(request, event -> {
            if (event instanceof DeployEvent.WaveEnded wave && wave.index() == 2) {
                written.complete(null);
            }
        });
        written.get(30, TimeUnit.SECONDS);
        interrupted.detach();
        aps.close();
    }

    @Test
    void whoIsUndeployedByForceElsewhereEndsWithinSeconds() throws Exception {
        var atWork = new CompletableFuture<Void>();
        var verdict = new CompletableFuture<Verdict>();
        var slow = request("op-1", "vacation", "erp:slow");
        aps.deploy(
                new DeployRequest(
                        slow.operationId(),
                        slow.by(),
                        slow.build(),
                        slow.application(),
                        slow.cluster(),
                        slow.repository(),
                        slow.project(),
                        slow.release(),
                        slow.descriptor(),
                        slow.access(),
                        slow.connectors(),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        false,
                        slow.onFailure(),
                        slow.ifRunning()),
                event -> {
                    if (event instanceof DeployEvent.ObjectApplied applied
                            && applied.change().object().name().equals("connector-erp")) {
                        atWork.complete(null);
                    } else if (event instanceof DeployEvent.OperationFailed failed) {
                        verdict.complete(failed.verdict());
                    }
                });
        atWork.get(30, TimeUnit.SECONDS);
        try (var other = door("door-b")) {
            value(other.undeploy(
                            new UndeployRequest("op-2", "dora", "", "vacation", "", true, false, Duration.ofMinutes(1)),
                            DeployListener.SILENT)
                    .result());
        }
        assertThat(verdict.get(15, TimeUnit.SECONDS)).isEqualTo(Verdict.SUPERSEDED);
    }

    @Test
    void whatRunsIsToldThoughItCannotBeReadAfterwards() throws Exception {
        var instance = run(aps, request("op-1", "vacation", "erp:1"), event -> {
            if (event instanceof DeployEvent.OperationSucceeded) {
                cluster.close();
            }
        });
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.release()).isEqualTo("holiday/2");
        assertThat(instance.services()).isNotEmpty().allMatch(service -> service.health() == Health.GREEN);
    }

    @Test
    void aForeignNamespaceIsNotTouched() throws Exception {
        try (var client = cluster.client()) {
            client.namespaces()
                    .resource(new io.fabric8.kubernetes.api.model.NamespaceBuilder()
                            .withNewMetadata()
                            .withName("vacation")
                            .endMetadata()
                            .build())
                    .create();
            assertThatThrownBy(() -> run(request("op-1", "vacation", "erp:1")))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
            assertThat(aps.statuses("")).as("no record is left").isEmpty();
            undeploy("op-2", true);
            assertThat(client.namespaces()
                            .withName("vacation")
                            .get()
                            .getMetadata()
                            .getDeletionTimestamp())
                    .isNull();
        }
    }

    @Test
    void allProblemsAreToldBeforeAnythingIsTouched() {
        var bad = new DeployRequest(
                "op-1",
                "dora",
                "",
                "Not_A_Name",
                "",
                "",
                "holiday",
                "1",
                "",
                Access.NONE,
                List.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                false,
                FailurePolicy.LEAVE,
                IfRunning.WAIT);
        assertThatThrownBy(() -> run(bad)).isInstanceOfSatisfying(ApsException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(3);
        });
        try (var client = cluster.client()) {
            assertThat(client.namespaces().withName("aps-platform").get()).isNull();
        }
    }

    private UndeployResult undeploy(String operation, boolean force) throws Exception {
        return value(aps.undeploy(
                        new UndeployRequest(operation, "dora", "", "vacation", "", force, false, Duration.ofMinutes(1)),
                        DeployListener.SILENT)
                .result());
    }

    private Instance run(DeployRequest request) throws Exception {
        return run(aps, request, DeployListener.SILENT);
    }

    private static Instance run(Aps aps, DeployRequest request, DeployListener listener) throws Exception {
        return value(aps.deploy(request, listener).result());
    }

    private static <T> T value(CompletableFuture<T> result) throws Exception {
        try {
            return result.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static DeployRequest request(String operation, String application, String erp) {
        return request(operation, application, erp, FailurePolicy.LEAVE);
    }

    private static DeployRequest request(String operation, String application, String erp, FailurePolicy onFailure) {
        return new DeployRequest(
                operation,
                "dora",
                "holiday/deploy#7",
                application,
                "",
                "",
                "holiday",
                "2",
                "",
                new Access(new Principals(List.of("ada"), List.of()), Principals.NONE),
                List.of(
                        new ConnectorRequest(
                                "email",
                                "email",
                                "",
                                "{\"EMAIL_HOST\": \"smtp.example.org\"}",
                                Map.of("EMAIL_PASSWORD", new ConnectorSecret("smtp", new SecretValue("s3cret")))),
                        new ConnectorRequest("erp", "", erp, "", Map.of())),
                Duration.ofMinutes(2),
                Duration.ofSeconds(3),
                false,
                onFailure,
                IfRunning.WAIT);
    }
}
