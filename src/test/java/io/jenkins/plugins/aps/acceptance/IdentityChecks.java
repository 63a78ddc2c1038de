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
            new Check("acts-as-its-starter-through-upstream", IdentityChecks::upstreamOfSomebody),
            new Check("service-identity-is-for-its-jobs-only", IdentityChecks::serviceIdentity),
            new Check("nested-builds-do-not-shed-their-starter", IdentityChecks::nested));

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

    /** In the folder that the configuration names, and beside it. */
    private static String serviceIdentity(World world) throws Exception {
        var inside = world.name("inside");
        var job = world.job(unattended(world), inside, Resources.pipeline("scripted", inside));
        var console = PipelineChecks.succeeded(Build.start(world.as("devops"), job, "?token=" + TOKEN));
        Check.contains(console, "[aps] Acting as devops (the service identity", "the console");

        var outside = world.name("outside");
        var other = world.job("", outside, Resources.pipeline("scripted", outside));
        var refused = PipelineChecks.failed(Build.start(world.as("devops"), other, "?token=" + TOKEN));
        Check.contains(refused, "the service identity is not for the job '" + outside + "'", "the console");
        return "a build without a user acted as the service identity in the named folder only";
    }

    /** Jenkins keeps ten builds of a chain: what comes after twelve no longer knows who began it, who may not deploy. */
    private static String nested(World world) throws Exception {
        if (!world.distribution().has("pipeline-build-step")) {
            throw new Check.Skip("the plugin pipeline-build-step is not in the folder");
        }
        var folder = unattended(world);
        var application = world.name("nested");
        var next = world.name("chain");
        var last = next;
        world.job(folder, last, Resources.pipeline("scripted", application));
        for (int i = 0; i < 12; i++) {
            var name = world.name("chain");
            world.job(folder, name, "build job: '" + next + "', propagate: false");
            next = name;
        }
        PipelineChecks.succeeded(Build.start(world.as("developer"), folder + "job/" + next + "/", ""));
        var console = PipelineChecks.failed(new Build(world.as("admin"), folder + "job/" + last + "/1/"));
        Check.contains(console, "It can't be told who started this build", "the console");
        return "the thirteenth build of a chain that somebody began who may not deploy was refused";
    }

    /** The folder whose jobs may act as the service identity. */
    private static String unattended(World world) throws Exception {
        if (world.as("admin").get("job/unattended/").status() == 404) {
            world.as("admin")
                    .postXml("createItem?name=unattended", Resources.text("folder.xml"))
                    .expect(200);
        }
        return "job/unattended/";
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
