package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.jenkins.FakeCredentials;
import io.jenkins.plugins.aps.jenkins.PipelineHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline that README.md shows, run on the demo's project. */
class ReadmeIT {
    private static final Pattern PIPELINE = Pattern.compile("(?ms)^```groovy\\n(.*?)^```");

    @TempDir
    private Path temp;

    @Test
    void itsPipelineRuns() throws Exception {
        var pipeline = PIPELINE.matcher(Files.readString(Path.of("README.md")));
        assertThat(pipeline.find()).isTrue();
        var models = temp.resolve("models");
        new SampleRepository(models, Clock.systemUTC()).create();
        try (var cluster = EmbeddedCluster.start();
                var aps = ApsCore.open(settings(cluster.kubeconfig(), models));
                var pipelines = new PipelineHarness(aps, "dora")) {
            for (var id : List.of("smtp", "slack")) {
                var credential =
                        FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null));
                pipelines.jenkins().credentials.put(id, credential);
            }

            pipelines.evaluate(pipeline.group(1), Map.of());

            assertThat(pipelines.log())
                    .contains("Running: GET https://gateway.example.org/holiday/rb", "Undeployed holiday");
        }
    }

    private ApsSettings settings(String kubeconfig, Path models) {
        var credential = new ClusterCredential.Kubeconfig(new SecretValue(kubeconfig), "", false);
        return new ApsSettings(
                List.of(new ClusterSettings(
                        "default",
                        "",
                        "",
                        () -> credential,
                        "aps-platform",
                        "https://gateway.example.org",
                        "activiti-7")),
                List.of(new RepositorySettings(
                        "default",
                        models.toString(),
                        GitCredential.Anonymous::new,
                        "main",
                        RepositorySettings.DEFAULT_TAG_PATTERN,
                        "**",
                        true)),
                temp.resolve("cache"),
                "door-a",
                Duration.ofSeconds(3));
    }
}
