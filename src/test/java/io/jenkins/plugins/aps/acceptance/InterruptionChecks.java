package io.jenkins.plugins.aps.acceptance;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What was interrupted halfway keeps nobody from going on, whoever that is. */
final class InterruptionChecks {
    static final List<Check> ALL = List.of(
            new Check("undeployment-goes-on-while-its-namespace-is-terminating", InterruptionChecks::terminating),
            new Check("another-process-takes-over-from-a-killed-jenkins", InterruptionChecks::killed));

    private static final String HOLD = "example.org/hold";

    private InterruptionChecks() {}

    private static String terminating(World world) throws Exception {
        var name = world.name("terminating");
        PipelineChecks.succeeded(world.run("devops", "kept", name));
        try (var client = world.client()) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("held")
                            .withNamespace(name)
                            .withFinalizers(HOLD)
                            .endMetadata()
                            .build())
                    .create();
            var job = world.job("", name + "-undeploy", Resources.pipeline("undeploy", name));
            var before = Build.start(world.as("devops"), job, "");
            Await.until("the namespace to be deleted", PipelineChecks.LIMIT, () -> Optional.ofNullable(
                            client.namespaces().withName(name).get())
                    .filter(found -> found.getMetadata().getDeletionTimestamp() != null));
            world.restart("while a namespace is deleted");
            var build = new Build(world.as("devops"), before.path());
            build.awaitConsole("is being deleted already", Duration.ofMinutes(2));
            client.configMaps().inNamespace(name).withName("held").edit(held -> {
                held.getMetadata().setFinalizers(List.of());
                return held;
            });
            var console = PipelineChecks.succeeded(build);
            Check.contains(console, "GONE gone", "the console");
            Check.that(client.namespaces().withName(name).get() == null, "the namespace is still there");
        }
        return "the undeployment went on after the restart, and ended when what held the namespace was gone";
    }

    private static String killed(World world) throws Exception {
        var name = world.name("killed");
        world.as("admin")
                .postXml(
                        "createItem?name=" + name,
                        Resources.jobThatDoesNotResume(Resources.pipeline("abandoned", name)))
                .expect(200);
        var build = Build.start(world.as("devops"), "job/" + name + "/", "");
        build.awaitConsole("(?s)FIRST Running.*Deployment/connector-erp 1/1 ready", PipelineChecks.LIMIT);
        world.killAndStart("while a deployment waits that is not resumed");
        var kubeconfig = Files.writeString(world.folder().resolve("kubeconfig-of-another"), world.kubeconfig());
        var output = world.folder().resolve("another.log");
        var another = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.jenkins.plugins.aps.cli.Main",
                        "rollback",
                        name,
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--timeout-minutes",
                        "5")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        another.getOutputStream().close();
        if (!another.waitFor(6, TimeUnit.MINUTES)) {
            another.destroyForcibly();
        }
        var said = Files.readString(output, StandardCharsets.UTF_8);
        Check.that(another.waitFor() == 0, "the command line could not go on: " + PipelineChecks.last(said));
        Check.contains(said, name + " is Running", "what the command line said");
        return "the Jenkins that was started again holds nobody up: the command line rolled the application back";
    }
}
