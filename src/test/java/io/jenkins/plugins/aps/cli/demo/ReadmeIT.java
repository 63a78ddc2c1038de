package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.jenkins.FakeCredentials;
import io.jenkins.plugins.aps.jenkins.PipelineHarness;
import io.jenkins.plugins.aps.jenkins.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipelines that README.md and docs/pipeline.md show, run on the demo's project. */
class ReadmeIT {
    private static final Pattern PIPELINE = Pattern.compile("(?ms)^```groovy\\n(.*?)^```");

    private static final String ADOPT = "apsAdopt";

    @TempDir
    private Path temp;

    @Test
    void itsPipelineRuns() throws Exception {
        assertThat(logOf(Path.of("README.md")))
                .contains("Running: GET https://gateway.example.org/holiday/rb", "Undeployed holiday");
    }

    @Test
    void theExamplesOfThePageOnPipelinesRun() throws Exception {
        assertThat(logOf(Path.of("docs", "pipeline.md")))
                .containsSubsequence(
                        "version 1 is Running at https://gateway.example.org/holiday/rb",
                        "holiday: Running",
                        "it would go through",
                        "rolled back",
                        "now version 3, release holiday/1: Running",
                        "version 5 is release holiday/1",
                        "gone");
    }

    @Test
    void theExampleOfALostRecordRuns() throws Exception {
        var page = Path.of("docs", "pipeline.md");
        var deploy = scripts(page)
                .filter(script -> script.contains("def connectors(") || script.contains("def app ="))
                .collect(Collectors.joining("\n"));
        var adopt = scripts(page).filter(script -> script.contains(ADOPT)).collect(Collectors.joining("\n"));
        var asked = new ArrayList<String>();
        var log = run((pipelines, client) -> {
            pipelines.evaluate(deploy, Map.of());
            var records = client.configMaps().inNamespace("aps-platform");
            records.withName("app-holiday").delete();
            pipelines.evaluate(adopt, Map.of("input", new Question(asked)));
            assertThat(records.withName("app-holiday").get()).isNotNull();
        });
        assertThat(log)
                .containsSubsequence(
                        "holiday/1, version 1, administrators [ada]",
                        "connector calendar: registry.example.org/holiday/calendar:1.0, runs"
                                + " registry.example.org/holiday/calendar:1.0",
                        "holiday is recorded again as version 1 of holiday/1");
        assertThat(asked).containsExactly("Record holiday as holiday/1?");
    }

    /** The step {@code input}, which is not ours. */
    private static final class Question extends Closure<Void> {
        private static final long serialVersionUID = 1L;

        private final transient List<String> asked;

        Question(List<String> asked) {
            super(asked);
            this.asked = asked;
        }

        public void doCall(Object text) {
            asked.add(text.toString());
        }
    }

    private static Stream<String> scripts(Path page) throws IOException {
        return PIPELINE.matcher(Files.readString(page)).results().map(match -> match.group(1));
    }

    /** Of all its pipelines, run as one. */
    private String logOf(Path page) throws Exception {
        var script = scripts(page).filter(each -> !each.contains(ADOPT)).collect(Collectors.joining("\n"));
        assertThat(script).isNotEmpty();
        return run((pipelines, client) -> pipelines.evaluate(script, Map.of()));
    }

    private interface Run {
        void with(PipelineHarness pipelines, KubernetesClient client) throws Exception;
    }

    private String run(Run run) throws Exception {
        var models = temp.resolve("models");
        new SampleRepository(models, Clock.systemUTC()).create();
        try (var cluster = EmbeddedCluster.start();
                var aps = ApsCore.open(Samples.settings(cluster.kubeconfig(), models.toString(), temp, "door-a"));
                var client = cluster.client();
                var pipelines = new PipelineHarness(aps, "dora")) {
            for (var id : List.of("smtp", "slack")) {
                var credential =
                        FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null));
                pipelines.jenkins().credentials.put(id, credential);
            }

            run.with(pipelines, client);

            return pipelines.log();
        }
    }
}
