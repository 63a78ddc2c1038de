package io.jenkins.plugins.aps.acceptance;

import java.time.Duration;
import java.util.List;

/** Deploy, look and undeploy, as a DevOps person does it. */
final class PipelineChecks {
    static final Duration LIMIT = Duration.ofMinutes(5);
    static final List<Check> ALL = List.of(
            new Check("scripted-pipeline", PipelineChecks::scripted),
            new Check("declarative-pipeline", PipelineChecks::declarative),
            new Check("cluster-by-token", PipelineChecks::byToken),
            new Check("credential-of-a-folder", PipelineChecks::folder),
            new Check("credential-of-another-folder", PipelineChecks::otherFolder));

    private PipelineChecks() {}

    private static String scripted(World world) throws Exception {
        var name = world.name("scripted");
        var console = succeeded(world.run("devops", "scripted", name));
        for (var line : List.of(
                "MADE " + name + " Running release holiday/1 version 1",
                "URL https://gateway.example.org/" + name,
                "SEEN " + name + " Running true",
                "GONE " + name + " gone")) {
            Check.contains(console, line, "the console");
        }
        for (var milestone : List.of("DeployStarted", "Pending", "Running")) {
            Check.matches(console, "(?i)" + milestone, "the console");
        }
        return "deployed, looked and undeployed as devops, and the maps could be used";
    }

    private static String declarative(World world) throws Exception {
        var console = succeeded(world.run("devops", "declarative", world.name("declarative")));
        Check.contains(console, "holiday/2", "the console, for release latest");
        return "deployed, looked and undeployed without script {}";
    }

    private static String byToken(World world) throws Exception {
        var console = succeeded(world.run("devops", "status", world.name("token")));
        Check.contains(console, "SEEN NotDeployed", "the console");
        return "a secret text with a token opened the cluster";
    }

    private static String folder(World world) throws Exception {
        var job = inFolder(world, true);
        succeeded(Build.start(world.as("devops"), job, ""));
        return "a secret of the job's folder reached the deployment";
    }

    private static String otherFolder(World world) throws Exception {
        inFolder(world, true);
        var build = Build.start(world.as("devops"), inFolder(world, false), "");
        failed(build);
        Check.contains(build.console(), "smtp-of-the-folder", "the console");
        return "a job outside the folder was refused the folder's secret, by its id";
    }

    private static String inFolder(World world, boolean withSecret) throws Exception {
        var folder = world.name("folder");
        var admin = world.as("admin");
        admin.postXml("createItem?name=" + folder, Resources.text("folder.xml")).expect(200);
        var path = "job/" + folder + "/";
        if (withSecret) {
            var xml = Resources.text("credential.xml")
                    .replace("@ID@", "smtp-of-the-folder")
                    .replace("@SECRET@", World.secret());
            admin.postXml(path + "credentials/store/folder/domain/_/createCredentials", xml)
                    .expect(200);
        }
        return world.job(path, "deploy", Resources.pipeline("secret", world.name("in-folder")));
    }

    static String succeeded(Build build) throws Exception {
        var result = build.result(LIMIT);
        var console = build.console();
        Check.that(result.equals("SUCCESS"), "the build ended " + result + ": " + last(console));
        return console;
    }

    static String failed(Build build) throws Exception {
        var result = build.result(LIMIT);
        var console = build.console();
        Check.that(result.equals("FAILURE"), "the build ended " + result + ", not FAILURE: " + last(console));
        return console;
    }

    static String last(String text) {
        return text.substring(Math.max(0, text.length() - 1_500));
    }
}
