package io.jenkins.plugins.aps.acceptance;

import java.util.List;

/** Who may deploy: the person who started the build, never the system that runs it. */
final class IdentityChecks {
    /** Of every job of the suite: Jenkins then records no user, whoever sends it. */
    private static final String TOKEN = "run-without-a-user";

    static final List<Check> ALL = List.of(
            new Check("developer-is-refused", IdentityChecks::developer),
            new Check("nobody-is-refused", IdentityChecks::nobody),
            new Check("upstream-without-a-user-is-refused", IdentityChecks::upstreamOfNobody),
            new Check("acts-as-its-starter-through-upstream", IdentityChecks::upstreamOfSomebody));

    private IdentityChecks() {}

    private static String developer(World world) throws Exception {
        var console = PipelineChecks.failed(world.run("developer", "scripted", world.name("developer")));
        Check.matches(console, "developer\\W.*may not", "the console");
        Check.contains(console, "APS/Deploy", "the console");
        return "refused, naming the person and the permission";
    }

    /** A remote trigger by the job's own token: Jenkins then records no user, whoever sent it. */
    private static String nobody(World world) throws Exception {
        var name = world.name("nobody");
        var job = world.job("", name, Resources.pipeline("scripted", name));
        var console = PipelineChecks.failed(Build.start(world.as("devops"), job, "?token=" + TOKEN));
        Check.contains(console, "No user started this build", "the console");
        return "a build without a user was refused";
    }

    private static String upstreamOfNobody(World world) throws Exception {
        var downstream = startedByAnother(world, "?token=" + TOKEN);
        var console = PipelineChecks.failed(downstream);
        Check.contains(console, "No user started this build", "the console");
        return "a build started by a build that nobody started was refused";
    }

    private static String upstreamOfSomebody(World world) throws Exception {
        var console = PipelineChecks.succeeded(startedByAnother(world, ""));
        Check.contains(console, "[aps] Acting as devops", "the console");
        return "a build started by a build of devops acted as devops";
    }

    /**
     * A build that another one started.
     *
     * @param query how that one was started: empty by the user devops, else by a token
     */
    private static Build startedByAnother(World world, String query) throws Exception {
        if (!world.distribution().has("pipeline-build-step")) {
            throw new Check.Skip("the plugin pipeline-build-step is not in the folder");
        }
        var name = world.name("downstream");
        world.job("", name, Resources.pipeline("scripted", name));
        var job = world.job("", world.name("upstream"), "build job: '" + name + "', propagate: false");
        PipelineChecks.succeeded(Build.start(world.as("devops"), job, query));
        return new Build(world.as("devops"), "job/" + name + "/1/");
    }
}
