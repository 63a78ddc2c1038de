package io.jenkins.plugins.aps.acceptance;

import java.time.Duration;
import java.util.List;

/** A deployment outlives its Jenkins. */
final class RestartChecks {
    static final List<Check> ALL = List.of(new Check("restart-resumes-a-waiting-deployment", RestartChecks::restart));

    private RestartChecks() {}

    private static String restart(World world) throws Exception {
        var name = world.name("restart");
        var before = world.run("devops", "stuck", name);
        before.awaitConsole("Wave 4|Pending|ImagePull", Duration.ofMinutes(2));
        world.jenkins().close();
        world.jenkins().mark("--- restart");
        world.jenkins().start();
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
}
