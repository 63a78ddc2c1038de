package io.jenkins.plugins.aps.runtimebundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the engine has after deployments, upgrades, rollbacks and restarts, on the databases that it is run with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class RuntimeBundleIT {
    private static final String PROCESS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:example:order">
              <process id="%s" isExecutable="true">
                <startEvent id="start"/>
                <sequenceFlow id="flow" sourceRef="start" targetRef="task"/>
                <userTask id="task" name="%s"/>
              </process>
            </definitions>
            """;

    private Path folder;
    private EmbeddedCluster cluster;
    private KubernetesClient client;
    private ModelRepository repository;
    private Aps aps;

    @BeforeAll
    void open(@TempDir Path temporary) throws Exception {
        folder = temporary;
        cluster = EmbeddedCluster.start();
        client = cluster.client();
        repository = new ModelRepository(folder.resolve("models"));
        repository.release(
                "order",
                1,
                Map.of(
                        "order.json", bytes("{\"name\": \"order\", \"version\": \"1\"}"),
                        "processes/order.bpmn20.xml", bytes(PROCESS.formatted("order", "Pack")),
                        "forms/form.json", bytes("{\"name\": \"form\"}")));
        repository.release(
                "order",
                2,
                Map.of(
                        "processes/order.bpmn20.xml", bytes(PROCESS.formatted("order", "Pack it")),
                        "processes/bill.bpmn.xml", bytes("\uFEFF" + PROCESS.formatted("bill", "Write"))));
        repository.release(
                "order", 3, Map.of("forms/form.json", bytes("{\"name\": \"form\", \"description\": \"new\"}")));
        repository.release(
                "bare",
                1,
                Map.of(
                        "bare.json", bytes("{\"name\": \"bare\"}"),
                        "processes/bare.bpmn20.xml", bytes(PROCESS.formatted("bare", "Wait"))));
        repository.demo(1);
        repository.demo(2);
        aps = ApsCore.open(new ApsSettings(
                List.of(new ClusterSettings(
                        "default",
                        "",
                        "",
                        () -> new ClusterCredential.Kubeconfig(new SecretValue(cluster.kubeconfig()), "", false),
                        "aps-platform",
                        "https://gateway.example.org",
                        "activiti-7")),
                List.of(new RepositorySettings(
                        "default",
                        repository.url(),
                        GitCredential.Anonymous::new,
                        "main",
                        RepositorySettings.DEFAULT_TAG_PATTERN,
                        "**",
                        true)),
                folder.resolve("cache"),
                "main",
                Duration.ofSeconds(30),
                ApsSettings.DEFAULT_RELEASE_INTERVAL,
                List.of()));
    }

    @AfterAll
    void close() throws Exception {
        aps.close();
        client.close();
        repository.close();
        cluster.close();
    }

    @Test
    void hasWhatWasReleasedOnH2() throws Exception {
        hasWhatWasReleased("on-h2", RuntimeBundle.onH2(folder.resolve("h2")));
    }

    @Test
    void hasWhatWasReleasedOnPostgres() throws Exception {
        var missing = TemporaryPostgres.missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
        try (var postgres = TemporaryPostgres.start()) {
            hasWhatWasReleased("on-postgres", postgres.settings());
        }
    }

    /** The manifest of the repository says 1 all the time. */
    private void hasWhatWasReleased(String name, List<String> database) throws Exception {
        var application = application(name, database);

        assertThat(application.deploy("order", "1").definitions())
                .as("first deployment")
                .isEqualTo(Map.of("order", 1));
        assertThat(application.deploy("order", "2").definitions())
                .as("upgrade; its second file has another ending and a byte-order mark")
                .isEqualTo(Map.of("order", 2, "bill", 2));
        assertThat(application.deploy("order", "3").definitions())
                .as("upgrade that changes only a form")
                .isEqualTo(Map.of("order", 3, "bill", 3));
        var back = application.rollback(1);
        assertThat(back.reasons()).isEmpty();
        assertThat(back.definitions()).as("rollback").containsEntry("order", 4).containsEntry("bill", 3);
        assertThat(application.restart()).as("restart").isEqualTo(back);
    }

    /**
     * As somebody moves a tag, or goes on with a branch without tags. A repository that was asked within seconds is asked
     * again only where somebody says so.
     */
    @Test
    void hasOtherFilesOfTheSameRelease() throws Exception {
        var application = application("moved", RuntimeBundle.onH2(folder.resolve("moved")));
        repository.release("moved", 1, files("moved", "Wait"));
        assertThat(application.deploy("moved", "1").definitions()).isEqualTo(Map.of("moved", 1));

        repository.release("moved", 1, files("moved", "Wait longer"));
        aps.releases("", "moved", true);
        assertThat(application.deploy("moved", "1").definitions()).isEqualTo(Map.of("moved", 2));
        assertThat(application.deploy("moved", "1").definitions())
                .as("the same again")
                .isEqualTo(Map.of("moved", 2));
    }

    private static Map<String, byte[]> files(String project, String task) {
        return Map.of(
                project + ".json",
                bytes("{\"name\": \"" + project + "\", \"version\": \"1\"}"),
                "processes/process.bpmn20.xml",
                bytes(PROCESS.formatted(project, task)));
    }

    @Test
    void startsAgainThoughTheManifestHasNoVersion() throws Exception {
        var application = application("bare", RuntimeBundle.onH2(folder.resolve("bare")));

        assertThat(application.deploy("bare", "1").definitions()).isEqualTo(Map.of("bare", 1));
        var again = application.restart();
        assertThat(again.reasons()).isEmpty();
        assertThat(again.definitions()).isEqualTo(Map.of("bare", 1));
    }

    @Test
    void hasTheProcessesOfTheDemo() throws Exception {
        var secret = new ConnectorSecret("smtp", new SecretValue("s3cret"));
        var application = new Application(
                aps,
                client,
                "demo",
                folder.resolve("demo"),
                RuntimeBundle.onH2(folder.resolve("demo-h2")),
                List.of(
                        new ConnectorRequest(
                                "email",
                                "email",
                                "",
                                "{\"EMAIL_HOST\": \"smtp.example.org\"}",
                                Map.of("EMAIL_PASSWORD", secret)),
                        new ConnectorRequest("calendar", "", "calendar:1", "", Map.of()),
                        new ConnectorRequest("slack", "slack", "", "", Map.of("SLACK_XOXB", secret))));

        assertThat(application.deploy("holiday", "1").definitions()).isEqualTo(Map.of("holiday-request", 1));
        assertThat(application.deploy("holiday", "2").definitions()).isEqualTo(Map.of("holiday-request", 2));
    }

    private Application application(String name, List<String> database) {
        return new Application(aps, client, name, folder.resolve(name), database, List.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
