package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.jenkins.FakeCredentials;
import io.jenkins.plugins.aps.jenkins.PipelineHarness;
import io.jenkins.plugins.aps.jenkins.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipelines that README.md and docs/pipeline.md show, run on the demo's project. */
class ReadmeIT {
    private static final Pattern PIPELINE = Pattern.compile("(?ms)^```groovy\\n(.*?)^```");

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

    /** Of all its pipelines, run as one. */
    private String logOf(Path page) throws Exception {
        var script = PIPELINE.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining("\n"));
        assertThat(script).isNotEmpty();
        var models = temp.resolve("models");
        new SampleRepository(models, Clock.systemUTC()).create();
        try (var cluster = EmbeddedCluster.start();
                var aps = ApsCore.open(Samples.settings(cluster.kubeconfig(), models.toString(), temp, "door-a"));
                var pipelines = new PipelineHarness(aps, "dora")) {
            for (var id : List.of("smtp", "slack")) {
                var credential =
                        FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null));
                pipelines.jenkins().credentials.put(id, credential);
            }

            pipelines.evaluate(script, Map.of());

            return pipelines.log();
        }
    }
}
