package io.jenkins.plugins.aps.acceptance;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plugin is loaded, configured by JCasC, and seen on Jenkins's own pages. */
final class PageChecks {
    /** Once more when all others have run. */
    static final Check LOG_AT_THE_END = new Check("log-without-errors-at-the-end", PageChecks::log);

    static final List<Check> ALL = List.of(
            new Check("plugin-active", PageChecks::active),
            new Check("log-without-errors", PageChecks::log),
            new Check("configuration-is-saved", PageChecks::saved),
            new Check("configuration-page", PageChecks::configuration),
            new Check("step-reference", PageChecks::steps));

    /** What is about classes and files: it is ours, or breaks what we need. */
    private static final Pattern TROUBLE = Pattern.compile(
            "(?i)failed (loading|to load|to save|to scout|to instantiate|to resume)|refusing to (un)?marshal|might be dangerous"
                    + "|NoClassDefFoundError|LinkageError|ClassNotFoundException|NoSuchMethodError|AbstractMethodError"
                    + "|NotSerializableException");

    /** Another plugin, by its jar, by a class of it, or by its file in Jenkins's home: not ours to be held against. */
    private static final Pattern OTHERS = Pattern.compile("/plugins/(?!aps-deployer/)[\\w.-]+/WEB-INF"
            + "|io\\.jenkins\\.plugins\\.(?!aps\\.)|/home/(?!io\\.jenkins\\.plugins\\.aps\\.)[\\w.-]+\\.xml"
            // Of builds whose Jenkins was killed.
            + "|workflow\\.graph\\.FlowNode#persistSafe");

    /** Whatever is wrong is ours where it names us. */
    private static final Pattern OUR_ERROR = Pattern.compile("SEVERE.*((?i:aps)|i\\.j\\.p\\.a\\.)");

    private static final List<String> STEPS =
            List.of("apsDeploy", "apsRollback", "apsRedeploy", "apsStatus", "apsUndeploy", "apsAdopt");

    private PageChecks() {}

    private static String active(World world) throws Exception {
        var json = world.as("admin")
                .get("pluginManager/api/json?tree=plugins[shortName,version,active,enabled],failedPlugins[*]")
                .json();
        for (var plugin : json.path("plugins")) {
            if (plugin.path("shortName").asText().equals("aps-deployer")) {
                Check.that(plugin.path("active").asBoolean(), "it is installed but not active: " + plugin);
                return "aps-deployer " + plugin.path("version").asText() + " is active";
            }
        }
        throw new AssertionError("Jenkins does not list aps-deployer; its log may say which dependency is missing: "
                + lines(world.jenkins().log(), "aps-deployer|APS"));
    }

    private static String log(World world) throws Exception {
        var log = world.jenkins().log();
        var trouble = trouble(log);
        Check.that(trouble.isEmpty(), "the log has: " + String.join(" | ", trouble));
        return "none of " + log.lines().count() + " lines of the log tells of an error about the plugin";
    }

    /** The first lines of a log that tell of something that was not loaded or not saved, or of an error of ours. */
    static List<String> trouble(String log) {
        return log.lines()
                .filter(line ->
                        TROUBLE.matcher(line).find() || OUR_ERROR.matcher(line).find())
                .filter(line -> !OTHERS.matcher(line).find())
                .limit(5)
                .toList();
    }

    /** Configuration as code hides what can't be saved: it configures anew at each start. */
    private static String saved(World world) throws Exception {
        var file = world.home().resolve("io.jenkins.plugins.aps.jenkins.config.ApsGlobalConfiguration.xml");
        Check.that(Files.isRegularFile(file), "Jenkins has saved no " + file.getFileName() + "; its log may say why");
        var xml = Files.readString(file);
        Check.contains(xml, world.clusterUrl(), file.getFileName().toString());
        Check.contains(xml, world.gitUrl(), file.getFileName().toString());
        return file.getFileName() + " has the cluster and the repository";
    }

    private static String configuration(World world) throws Exception {
        var page = world.as("admin").get("manage/configure").expect(200).body();
        Check.contains(page, world.clusterUrl(), "the page Manage Jenkins > System");
        Check.contains(page, world.gitUrl(), "the page Manage Jenkins > System");
        Check.matches(page, "_\\.gatewayUrl", "the page Manage Jenkins > System");
        return "it has the cluster and the repository that JCasC set";
    }

    private static String steps(World world) throws Exception {
        var page = world.as("admin").get("pipeline-syntax/html").expect(200).body();
        for (var step : STEPS) {
            Check.contains(page, step, "pipeline-syntax/html");
        }
        return "it has " + STEPS;
    }

    private static String lines(String text, String regex) {
        var pattern = Pattern.compile(regex);
        return text.lines().filter(l -> pattern.matcher(l).find()).limit(10).collect(Collectors.joining(" | "));
    }
}
