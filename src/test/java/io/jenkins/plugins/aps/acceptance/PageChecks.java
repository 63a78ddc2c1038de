package io.jenkins.plugins.aps.acceptance;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plugin is loaded, configured by JCasC, and seen on Jenkins's own pages. */
final class PageChecks {
    static final List<Check> ALL = List.of(
            new Check("plugin-active", PageChecks::active),
            new Check("log-without-errors", PageChecks::log),
            new Check("configuration-page", PageChecks::configuration),
            new Check("step-reference", PageChecks::steps));
    private static final Pattern TROUBLE = Pattern.compile(
            "(?i)failed (loading|to load|to scout|to instantiate).*|.*(NoClassDefFoundError|LinkageError|ClassNotFoundException|NoSuchMethodError|AbstractMethodError).*|.*SEVERE.*");

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
        var trouble = world.jenkins()
                .log()
                .lines()
                .filter(line -> TROUBLE.matcher(line).matches())
                .filter(line -> line.contains("aps") || line.contains("APS") || line.contains("Failed"))
                .limit(5)
                .collect(Collectors.joining(" | "));
        Check.that(trouble.isEmpty(), "the log has: " + trouble);
        return "the log has no error about the plugin";
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
        for (var step : List.of("apsDeploy", "apsRollback", "apsRedeploy", "apsStatus", "apsUndeploy")) {
            Check.contains(page, step, "pipeline-syntax/html");
        }
        return "it has the three steps";
    }

    private static String lines(String text, String regex) {
        var pattern = Pattern.compile(regex);
        return text.lines().filter(l -> pattern.matcher(l).find()).limit(10).collect(Collectors.joining(" | "));
    }
}
