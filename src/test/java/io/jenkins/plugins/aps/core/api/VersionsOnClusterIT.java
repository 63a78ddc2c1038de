package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.acceptance.GitServer;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The versions of an application on the embedded cluster, from a repository over HTTP: rollback, redeploy, removal. */
class VersionsOnClusterIT {
    /** For what fails anyway. */
    private static final Duration SHORT = Duration.ofSeconds(6);

    /** A machine may be slow: nothing here is to end by it that should not. */
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private EmbeddedCluster cluster;
    private KubernetesClient client;
    private GitServer repository;
    private Aps aps;
    private final List<DeployEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws Exception {
        cluster = EmbeddedCluster.start();
        client = cluster.client();
        repository = new GitServer(folder.resolve("git"));
        aps = door("door-a");
    }

    @AfterEach
    void close() throws Exception {
        aps.close();
        repository.close();
        client.close();
        cluster.close();
    }

    private Aps door(String id) {
        return door(id, "");
    }

    private Aps door(String id, String gatewayUrl) {
        var kubeconfig = new ClusterCredential.Kubeconfig(new SecretValue(cluster.kubeconfig()), "", false);
        return ApsCore.open(new ApsSettings(
                List.of(new ClusterSettings(
                        "default", "", "", () -> kubeconfig, "aps-platform", gatewayUrl, "activiti-7")),
                List.of(new RepositorySettings(
                        "default",
                        repository.url(),
                        GitCredential.Anonymous::new,
                        "main",
                        RepositorySettings.DEFAULT_TAG_PATTERN,
                        "**",
                        false)),
                folder.resolve("cache"),
                id,
                Duration.ofSeconds(30)));
    }

    @Test
    void aFailingUpgradeGoesBackByItselfAndBothVerdictsAreTold() throws Exception {
        deploy("op-1", "erp:1", "one");
        assertThatThrownBy(() -> deploy("op-2", "erp:does-not-exist", "two"))
                .isInstanceOfSatisfying(ApsException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FAILED);
                    assertThat(e.operation()).isEqualTo("op-2");
                })
                .hasMessageContaining("can't pull image 'erp:does-not-exist'")
                .hasMessageEndingWith("; it was rolled back: release holiday/2 runs again, as version 3");
        var instance = aps.status("", "vacation");
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.reason()).isEmpty();
        assertThat(verdicts(instance)).containsExactly("3 succeeded", "2 rolledBack", "1 succeeded");
        assertThat(image()).isEqualTo("erp:1");
        assertThat(started())
                .containsExactly("deploy op-1 by ''", "upgrade op-2 by ''", "rollback op-2-rollback by 'op-2'");
    }

    @Test
    void whoIsKilledInTheMiddleOfARollbackFinishesItWhenTheFailedOperationIsEnteredAgain() throws Exception {
        deploy("op-1", "erp:1", "one");
        var rollsBack = new CompletableFuture<Void>();
        var killed = aps.deploy(request("op-2", "erp:does-not-exist", "two", SHORT), event -> {
            if (event instanceof DeployEvent.WaveEnded && event.operation().equals("op-2-rollback")) {
                rollsBack.complete(null);
            }
        });
        rollsBack.get(60, TimeUnit.SECONDS);
        killed.detach();
        aps.close();
        assertThatThrownBy(() -> value(killed.result()))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN));
        aps = door("door-b");
        assertThatThrownBy(() -> deploy("op-2", "erp:does-not-exist", "two"))
                .hasMessageContaining("can't pull image")
                .hasMessageEndingWith("; it was rolled back: release holiday/2 runs again, as version 3");
        assertThat(verdicts(aps.status("", "vacation"))).containsExactly("3 succeeded", "2 rolledBack", "1 succeeded");
        assertThat(image()).isEqualTo("erp:1");
        assertThat(started()).contains("rollback op-2-rollback by 'op-2'");
    }

    @Test
    void aPersonGoesBackToVersionOneOfThreeWithTheSecretsOfThen() throws Exception {
        deploy("op-1", "erp:1", "one");
        deploy("op-2", "erp:2", "two");
        deploy("op-3", "erp:3", "three");
        assertThat(names(client.secrets().inNamespace("vacation").list().getItems(), "connector-email-secrets"))
                .hasSize(3);
        var instance = value(aps.rollback(version("op-4", 1, LONG), events::add).result());
        assertThat(instance.applicationVersion()).isEqualTo(4);
        assertThat(instance.operation().type()).isEqualTo(OperationType.ROLLBACK);
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(image()).isEqualTo("erp:1");
        assertThat(names(client.secrets().inNamespace("vacation").list().getItems(), "connector-email-secrets"))
                .as("the value is that of the Secret of then")
                .hasSize(3);
        assertThatThrownBy(() -> value(aps.rollback(version("op-5", 9, LONG), DeployListener.SILENT)
                        .result()))
                .hasMessageContaining("version 9 of application 'vacation' was never made: the last one is 4");
    }

    @Test
    void aSecretThatIsGoneIsToldBeforeAnythingIsWritten() throws Exception {
        deploy("op-1", "erp:1", "one");
        deploy("op-2", "erp:2", "two");
        client.secrets().inNamespace("vacation").list().getItems().stream()
                .filter(secret -> secret.getMetadata().getName().startsWith("connector-email-secrets"))
                .forEach(secret -> client.resource(secret).delete());
        assertThatThrownBy(() -> value(
                        aps.rollback(version("op-3", 1, LONG), events::add).result()))
                .isInstanceOfSatisfying(ApsException.class, e -> assertThat(e.problems())
                        .singleElement()
                        .asString()
                        .contains("connector 'email', variable EMAIL_PASSWORD", "is not there"));
        assertThat(aps.status("", "vacation").applicationVersion()).isEqualTo(2);
    }

    @Test
    void whatFailedIsDeployedAgainWithoutItsOptions() throws Exception {
        close();
        cluster = EmbeddedCluster.start(Duration.ofMillis(200));
        client = cluster.client();
        repository = new GitServer(folder.resolve("git-2"));
        aps = door("door-a");
        deploy("op-1", "erp:1", "one");
        assertThatThrownBy(
                        () -> value(aps.deploy(request("op-2", "erp:slow", "two", Duration.ofSeconds(2)), events::add)
                                .result()))
                .as("it takes four seconds")
                .hasMessageContaining("it did not run within 2 seconds")
                .hasMessageContaining("it was rolled back");
        var instance = value(aps.redeploy(version("op-3", 0, LONG), events::add).result());
        assertThat(instance.applicationVersion()).isEqualTo(4);
        assertThat(instance.operation().type()).isEqualTo(OperationType.REDEPLOY);
        assertThat(image()).isEqualTo("erp:slow");
        var again = value(aps.redeploy(version("op-4", 0, LONG), events::add).result());
        assertThat(again.applicationVersion()).isEqualTo(4);
    }

    @Test
    void whoIsKilledBeforeAnUndeploymentThatWasAskedForFinishesItWhenEnteredAgain() throws Exception {
        var failed = new CompletableFuture<Void>();
        var asked = request("op-1", "erp:does-not-exist", "one", SHORT, FailurePolicy.UNDEPLOY);
        var killed = aps.deploy(asked, event -> {
            if (event instanceof DeployEvent.OperationStarted
                    && event.operation().equals("op-1-undeploy")) {
                failed.complete(null);
            }
        });
        failed.get(60, TimeUnit.SECONDS);
        killed.detach();
        aps.close();
        aps = door("door-b");
        assertThatThrownBy(() -> value(aps.deploy(asked, events::add).result()))
                .hasMessageEndingWith("it was undeployed, as asked");
        assertThat(aps.status("", "vacation").status()).isEqualTo(Status.NOT_DEPLOYED);
    }

    @Test
    void contentOfVersionsThatAreNoLongerRecordedIsRemovedAndPasswordsAndDataStay() throws Exception {
        for (int version = 1; version <= 14; version++) {
            deploy("op-" + version, "erp:1", "password-" + version);
        }
        var secrets = client.secrets().inNamespace("vacation").list().getItems();
        assertThat(names(secrets, "connector-email-secrets")).hasSizeBetween(10, 11);
        assertThat(names(client.configMaps().inNamespace("vacation").list().getItems(), "connector-email-variables"))
                .hasSizeBetween(10, 11);
        assertThat(secrets.stream().filter(s -> !s.getMetadata().getName().startsWith("connector-")))
                .isNotEmpty();
        assertThat(client.persistentVolumeClaims()
                        .inNamespace("vacation")
                        .list()
                        .getItems())
                .isNotEmpty();
        var back = value(aps.rollback(version("op-15", 5, LONG), events::add).result());
        assertThat(back.applicationVersion()).isEqualTo(15);
        assertThat(aps.status("", "vacation").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void theAddressesOfAVersionComeBackWithItWhereNoneIsGiven() throws Exception {
        reopen("https://one.example.org");
        deploy("op-1", "erp:1", "one");
        reopen("https://two.example.org");
        deploy("op-2", "erp:1", "one");
        assertThat(aps.status("", "vacation").applicationVersion())
                .as("another address is another version")
                .isEqualTo(2);
        reopen("");
        assertThat(value(aps.redeploy(version("op-3", 0, LONG), events::add).result())
                        .applicationVersion())
                .as("nothing to change")
                .isEqualTo(2);
        assertThat(host()).isEqualTo("two.example.org");
        assertThat(aps.status("", "vacation").urls().services().get("rb"))
                .isEqualTo("https://two.example.org/vacation/rb");
        value(aps.rollback(version("op-4", 1, LONG), events::add).result());
        assertThat(host()).isEqualTo("one.example.org");
        reopen("https://three.example.org");
        value(aps.rollback(version("op-5", 2, LONG), events::add).result());
        assertThat(host()).as("what is given comes first").isEqualTo("three.example.org");
        reopen("");
        value(aps.redeploy(version("op-6", 0, LONG), events::add).result());
        assertThat(host()).as("and is recorded").isEqualTo("three.example.org");
    }

    @Test
    void aRollbackByItselfBringsBackTheAddressesOfThen() throws Exception {
        reopen("https://one.example.org");
        deploy("op-1", "erp:1", "one");
        reopen("https://two.example.org");
        assertThatThrownBy(() -> deploy("op-2", "erp:does-not-exist", "two"))
                .hasMessageContaining("it was rolled back");
        assertThat(host()).isEqualTo("one.example.org");
    }

    private void reopen(String gatewayUrl) {
        aps.close();
        aps = door("door-a", gatewayUrl);
    }

    private String host() {
        return client.network()
                .v1()
                .ingresses()
                .inNamespace("vacation")
                .withName("gateway")
                .get()
                .getSpec()
                .getRules()
                .get(0)
                .getHost();
    }

    private static List<String> names(List<? extends HasMetadata> objects, String prefix) {
        return objects.stream()
                .map(object -> object.getMetadata().getName())
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private static List<String> verdicts(Instance instance) {
        return instance.history().stream()
                .map(entry -> entry.applicationVersion() + " " + entry.verdict().json())
                .toList();
    }

    private List<String> started() {
        return events.stream()
                .filter(DeployEvent.OperationStarted.class::isInstance)
                .map(DeployEvent.OperationStarted.class::cast)
                .map(e -> e.type().json() + " " + e.operation() + " by '" + e.startedBy() + "'")
                .toList();
    }

    private String image() {
        return client.apps()
                .deployments()
                .inNamespace("vacation")
                .withName("connector-erp")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    private void deploy(String operation, String erp, String password) throws Exception {
        value(aps.deploy(request(operation, erp, password, erp.contains("exist") ? SHORT : LONG), events::add)
                .result());
    }

    private static VersionRequest version(String operation, int version, Duration componentTimeout) {
        return new VersionRequest(
                operation,
                "dora",
                "",
                "vacation",
                "",
                version,
                id -> Optional.empty(),
                Duration.ofMinutes(2),
                componentTimeout,
                false,
                FailurePolicy.ROLLBACK,
                IfRunning.WAIT);
    }

    private static DeployRequest request(String operation, String erp, String password, Duration componentTimeout) {
        return request(operation, erp, password, componentTimeout, FailurePolicy.ROLLBACK);
    }

    private static DeployRequest request(
            String operation, String erp, String password, Duration componentTimeout, FailurePolicy onFailure) {
        var secrets = Map.of("EMAIL_PASSWORD", new ConnectorSecret("smtp", new SecretValue(password)));
        var variables = "{\"EMAIL_HOST\": \"" + password + ".example.org\"}";
        return new DeployRequest(
                operation,
                "dora",
                "holiday/deploy#7",
                "vacation",
                "",
                "",
                "holiday",
                "2",
                "",
                new Access(new Principals(List.of("ada"), List.of()), Principals.NONE),
                List.of(
                        new ConnectorRequest("email", "email", "", variables, secrets),
                        new ConnectorRequest("erp", "", erp, "", Map.of())),
                Duration.ofMinutes(2),
                componentTimeout,
                false,
                onFailure,
                IfRunning.WAIT);
    }

    private static <T> T value(CompletableFuture<T> result) throws Exception {
        try {
            return result.get(90, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
