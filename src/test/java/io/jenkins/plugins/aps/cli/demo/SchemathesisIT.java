package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of requests, right and wrong, made from {@code openapi.yaml} by schemathesis: no 5xx and no answer outside the
 * specification. Skipped where there is no schemathesis ({@code pip install schemathesis}; {@code .ci/run} does so).
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class SchemathesisIT {
    private static final String PROGRAM = System.getenv().getOrDefault("SCHEMATHESIS", "schemathesis");
    private static final String APPLICATION =
            """
            {"name": "holiday", "projectName": "holiday", "releaseVersion": "1",
             "security": [{"role": "ACTIVITI_ADMIN", "users": ["ada"]}],
             "infrastructure": {"connectors": {"calendar": {"image": "registry.example.org/holiday/calendar:1.0"}}},
             "secrets": {"connectors": {"email": {"EMAIL_PASSWORD": {"value": "a"}}, "slack": {"SLACK_XOXB": {"value": "b"}}}}}""";

    @TempDir
    private Path temp;

    @Test
    void findsNoDefectAndNoAnswerOutsideTheSpecification() throws Exception {
        assumeTrue(installed(temp), "no schemathesis: pip install schemathesis");
        try (var demo = new ServedDemo(temp)) {
            // So that there is something to be found, changed and removed.
            var sent = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(demo.url() + "/deployment-service/v1/applications"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(APPLICATION))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);

            var output = run(
                    temp,
                    List.of(
                            PROGRAM,
                            "run",
                            Path.of("src/main/resources/io/jenkins/plugins/aps/core/rest/openapi.yaml")
                                    .toAbsolutePath()
                                    .toString(),
                            "--url",
                            demo.url() + "/deployment-service",
                            "--checks",
                            "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
                                    + "response_schema_conformance,unsupported_method,allow_header_conformance",
                            "--max-examples",
                            "50",
                            "--seed",
                            "1",
                            "--continue-on-failure",
                            "--suppress-health-check",
                            "all"));

            assertThat(output.exitCode()).as(output.text()).isZero();
            assertThat(demo.log()).hasSizeGreaterThan(1_000);
        }
    }

    private static boolean installed(Path temp) {
        try {
            return run(temp, List.of(PROGRAM, "--version")).exitCode() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Output run(Path folder, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // A proxy that is meant for other machines.
        builder.environment().put("NO_PROXY", "127.0.0.1");
        builder.environment().put("COLUMNS", "200");
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(process.waitFor(), text);
    }

    private record Output(int exitCode, String text) {}
}
