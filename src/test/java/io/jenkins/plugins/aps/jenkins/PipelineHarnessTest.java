package io.jenkins.plugins.aps.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineHarnessTest {
    private final FakeAps aps = new FakeAps();
    private final PipelineHarness pipelines = new PipelineHarness(aps, "dora");

    @AfterEach
    void close() {
        pipelines.close();
    }

    @Test
    void runsTheThreeStepsOfAPipeline() throws Exception {
        pipelines
                .jenkins()
                .credentials
                .put("smtp", FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null)));
        aps.instances.add(Samples.running("holiday-request"));
        var value = CompletableFuture.supplyAsync(() -> {
            try {
                return pipelines.run("deploy-status-undeploy.groovy", Map.of("application", "holiday-request"));
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        });
        var deploy = FakeAps.next(aps.deploys);
        deploy.result.complete(Samples.running("holiday-request"));
        var undeploy = FakeAps.next(aps.undeploys);
        undeploy.result.complete(
                new UndeployResult("holiday-request", Outcome.GONE, "", List.of(), List.of(), List.of()));

        var returned = (Map<?, ?>) value.get(10, TimeUnit.SECONDS);
        assertThat(((Map<?, ?>) returned.get("deployed")).get("status")).isEqualTo("Running");
        assertThat(((Map<?, ?>) returned.get("status")).get("application")).isEqualTo("holiday-request");
        assertThat(((Map<?, ?>) returned.get("undeployed")).get("verdict")).isEqualTo("gone");
        assertThat(deploy.request.by()).isEqualTo("dora");
        assertThat(deploy.request.build()).isEqualTo("holiday/deploy#7");
        assertThat(deploy.request.access().users().groups()).containsExactly("hr");
        assertThat(deploy.request.connectors().get(1).image()).isEqualTo("registry.example.org/erp:2");
        var secret = deploy.request.connectors().get(0).secrets().get("EMAIL_PASSWORD");
        assertThat(secret.value().reveal()).isEqualTo("s3cret");
        assertThat(secret.credentialsId()).isEqualTo("smtp");
        assertThat(pipelines.jenkins().tracked).containsExactly("smtp");
        assertThat(pipelines.log())
                .contains(
                        "Acting as dora (started this build), who may by the role APS_DEVOPS",
                        "deployed: Running",
                        "undeployed: gone")
                .doesNotContain("s3cret");
    }

    @Test
    void refusesAnArgumentThatTheStepDoesNotHave() {
        assertThatThrownBy(() -> pipelines.evaluate("apsDeploy application: 'x', realese: '3'", Map.of()))
                .hasMessageContaining("ApsDeployStep knows no realese");
    }

    @Test
    void refusesAnArgumentOfAnotherType() {
        assertThatThrownBy(() -> pipelines.evaluate("apsDeploy application: 'x', release: 3", Map.of()))
                .hasMessageContaining("release wants java.lang.String");
        assertThatThrownBy(() -> pipelines.evaluate("apsUndeploy application: 'x', force: 'true'", Map.of()))
                .hasMessageContaining("force wants boolean");
    }

    @Test
    void refusesAStepWithoutWhatItRequires() {
        assertThatThrownBy(() -> pipelines.evaluate("apsUndeploy force: true", Map.of()))
                .hasMessageContaining("needs application");
    }

    @Test
    void bindsADescriptorAsTheParameterOfThatName() throws Exception {
        var step = DataBinding.bind(
                io.jenkins.plugins.aps.jenkins.steps.ApsDeployStep.class,
                Map.of("application", "x", "descriptor", " {} "));
        assertThat(step.getDescriptorText()).isEqualTo("{}");
    }
}
