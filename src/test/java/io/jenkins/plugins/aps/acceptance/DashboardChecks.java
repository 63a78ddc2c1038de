package io.jenkins.plugins.aps.acceptance;

import com.microsoft.playwright.Browser;
import io.jenkins.plugins.aps.dashboard.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The dashboard in Jenkins: who gets it, what it is made of, and how it looks in a browser where there is one. */
final class DashboardChecks {
    static final List<Check> ALL = List.of(
            new Check("dashboard-page", DashboardChecks::page),
            new Check("dashboard-is-not-there-for-others", DashboardChecks::others),
            new Check("dashboard-in-a-browser", DashboardChecks::browser));
    private static final Pattern TITLE = Pattern.compile("<title>([^<]+)</title>");
    private static final Pattern SCRIPT = Pattern.compile("src=\"([^\"]*/plugin/aps-deployer/dashboard/main\\.js)\"");

    private DashboardChecks() {}

    private static String page(World world) throws Exception {
        var devops = world.as("devops");
        Check.contains(devops.get("").expect(200).body(), "aps", "the start page");
        var page = devops.get("aps/").expect(200).body();
        Check.contains(page, "id=\"aps-dashboard\"", "/aps/");
        Check.contains(page, "aps-symbol-running", "/aps/");
        var script = SCRIPT.matcher(page);
        Check.that(script.find(), "/aps/ names no script of ours");
        Check.contains(devops.get(script.group(1)).expect(200).body(), "import ", "main.js");
        var options =
                devops.get("aps/deployment-service/v1/options").expect(200).body();
        Check.contains(options, "\"forceUndeploy\"", "what the page is offered");
        var brief = devops.get("aps/api/json").json();
        Check.that(
                brief.path("clusters").path(0).has("seen")
                        && brief.path("repositories").path(0).has("seen"),
                "api/json doesn't say what was read yet: " + brief);
        return "the page, its script, what it is offered, and api/json are there";
    }

    /** What they get is the very page that a path gets that leads nowhere. */
    private static String others(World world) throws Exception {
        var developer = world.as("developer");
        var nowhere = developer.get("nowhere/").expect(404).body();
        var title = TITLE.matcher(nowhere);
        Check.that(title.find(), "Jenkins has no page for a path that leads nowhere");
        for (var path : List.of("aps/", "aps/api/json", "aps/nowhere/further")) {
            Check.contains(developer.get(path).expect(404).body(), title.group(), path + " for somebody else");
        }
        Check.contains(
                world.as("devops").get("aps/nowhere").expect(404).body(), title.group(), "aps/nowhere for devops");
        developer.get("aps/deployment-service/v1/applications").expect(403);
        Check.that(
                !developer.get("").expect(200).body().contains("/aps\""),
                "the start page has a link to /aps for somebody who may not see it");
        return "a user without APS / View has no link, Jenkins's own page \"" + title.group(1)
                + "\" (404) and no answer of the API (403)";
    }

    private static String browser(World world) throws Exception {
        Chromium.obstacle().ifPresent(reason -> {
            throw new Check.Skip(reason);
        });
        PipelineChecks.succeeded(world.run("devops", "kept", world.name("seen")));
        try (var chromium = Chromium.start()) {
            var seen = new ArrayList<String>();
            for (var width : new int[] {1280, 360}) {
                seen.add(look(world, chromium.browser(), width));
            }
            return "pictures of it are in " + world.folder() + "; " + String.join(", ", seen);
        }
    }

    private static String look(World world, Browser browser, int width) throws Exception {
        try (var devops = new BrowserSession(world, browser, "devops", width)) {
            var rows = 0;
            for (var name : List.of("instances", "releases")) {
                var page = devops.at("aps/#/" + name);
                var row = page.locator("#aps-dashboard tbody tr");
                row.first().waitFor();
                rows += row.count();
                devops.picture("dashboard-" + name + "-" + width);
                devops.accessible("#aps-dashboard", name + ", " + width + " pixels wide");
            }
            devops.withoutComplaints();
            return width + " pixels wide without complaints, " + rows + " rows in both lists";
        }
    }
}
