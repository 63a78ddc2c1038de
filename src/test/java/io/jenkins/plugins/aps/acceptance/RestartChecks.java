package io.jenkins.plugins.aps.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A deployment outlives its Jenkins. */
final class RestartChecks {
    static final List<Check> ALL = List.of(
            new Check("restart-resumes-a-waiting-deployment", RestartChecks::restart),
            new Check("abort-with-rollback-goes-on-after-a-restart", RestartChecks::rollback));

    private RestartChecks() {}

    private static String restart(World world) throws Exception {
        var name = world.name("restart");
        var before = world.run("devops", "stuck", name);
        before.awaitConsole("Wave 4|Pending|ImagePull", Duration.ofMinutes(2));
        world.restart("while a deployment waits");
        // A new client: the sessions ended with the old process.
        var build = new Build(world.as("devops"), before.path());
        var result = build.result(Duration.ofMinutes(12));
        var console = build.console();
        Check.matches(console, "(?i)resum", "the console");
        Check.that(
                result.equals("FAILURE"),
                "its image never comes, yet it ended " + result + ": " + PipelineChecks.last(console));
        Check.matches(console, "ErrImagePull|ImagePullBackOff|does-not-exist", "the console");
        return "the step went on after the restart and ended with its reason";
    }

    /**
     * The upgrade has replaced one connector and waits for another. The one that it replaced needs some seconds to run again: in
     * these Jenkins is stopped.
     */
    private static String rollback(World world) throws Exception {
        var name = world.name("rolled");
        var before = world.run("devops", "abort", name);
        before.awaitConsole("(?s)FIRST Running.*Deployment/connector-erp 1/1 ready", Duration.ofMinutes(3));
        before.stop();
        before.awaitConsole("Aborted\\. Rolling " + name + " back", Duration.ofMinutes(1));
        world.restart("while an aborted upgrade is rolled back");
        var devops = world.as("devops");
        var build = new Build(devops, before.path());
        var result = build.result(Duration.ofMinutes(5));
        var console = build.console();
        Check.contains(console, "Rolling " + name + " back to its last good version goes on", "the console");
        Check.that(result.equals("ABORTED"), "the build ended " + result + ": " + PipelineChecks.last(console));
        // Just after a start nothing was read yet, which the API says (503).
        var application = Await.until("the cluster to be read", Duration.ofMinutes(1), () -> {
            var reply = devops.get("aps/deployment-service/v1/applications/" + name);
            return reply.expect(200, 503).status() == 200
                    ? Optional.of(reply.json().at("/entry/aps"))
                    : Optional.empty();
        });
        Check.that(
                application.path("release").asText().equals("holiday/1")
                        && application.path("status").asText().equals("Running")
                        && application.path("applicationVersion").asInt() == 3,
                "the version before does not run again: " + application);
        var operations = devops.get("aps/deployment-service/v1/operations?application=" + name)
                .json()
                .at("/list/entries")
                .toString();
        Check.matches(operations, "\"rollback\"[^}]*\"succeeded\"", "what is told of operations");
        return "the rollback went on after the restart, the build ended ABORTED, and release 1 runs as version 3";
    }
}
