package io.jenkins.plugins.aps.acceptance;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.HttpCredentialsSend;
import io.jenkins.plugins.aps.dashboard.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The dashboard in Jenkins: who gets it, what it is made of, and how it looks in a browser where there is one. */
final class DashboardChecks {
    static final List<Check> ALL = List.of(
            new Check("dashboard-page", DashboardChecks::page),
            new Check("dashboard-is-not-there-for-others", DashboardChecks::others),
            new Check("dashboard-in-a-browser", DashboardChecks::browser));
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
        devops.get("aps/api/json").expect(200);
        return "the page, its script, what it is offered, and api/json are there";
    }

    private static String others(World world) throws Exception {
        var developer = world.as("developer");
        developer.get("aps/").expect(404);
        developer.get("aps/api/json").expect(404);
        developer.get("aps/deployment-service/v1/applications").expect(403);
        Check.that(
                !developer.get("").expect(200).body().contains("/aps\""),
                "the start page has a link to /aps for somebody who may not see it");
        return "a user without APS / View has no link, no page (404) and no answer of the API (403)";
    }

    private static String browser(World world) throws Exception {
        Chromium.obstacle().ifPresent(reason -> {
            throw new Check.Skip(reason);
        });
        var application = world.name("seen");
        PipelineChecks.succeeded(world.run("devops", "scripted", application));
        try (var chromium = Chromium.start()) {
            var seen = new ArrayList<String>();
            for (var width : new int[] {1280, 360}) {
                seen.add(look(world, chromium.browser(), width));
            }
            return "pictures of it are in " + world.folder() + "; " + String.join(", ", seen);
        }
    }

    private static String look(World world, Browser browser, int width) throws Exception {
        var complaints = new ArrayList<String>();
        var credentials = new com.microsoft.playwright.options.HttpCredentials("devops", world.password("devops"));
        credentials.send = HttpCredentialsSend.ALWAYS;
        try (var context = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setHttpCredentials(credentials));
                var page = context.newPage()) {
            page.onPageError(complaints::add);
            for (var name : List.of("instances", "releases")) {
                page.navigate(world.jenkins().url() + "aps/#/" + name);
                page.locator("#aps-dashboard h1").waitFor();
                page.locator("#aps-dashboard tbody tr, #aps-dashboard .aps-empty")
                        .first()
                        .waitFor();
                picture(page, world.folder().resolve("dashboard-" + name + "-" + width + ".png"));
                var violations = new AxeBuilder(page)
                        .include(List.of("#aps-dashboard")).analyze().getViolations().stream()
                                .map(rule -> rule.getId() + ": " + rule.getHelp())
                                .collect(Collectors.joining(", "));
                Check.that(violations.isEmpty(), "axe finds in " + name + ": " + violations);
            }
        }
        Check.that(complaints.isEmpty(), "scripts failed: " + complaints);
        return width + " pixels wide without complaints";
    }

    private static void picture(Page page, Path file) throws Exception {
        Files.createDirectories(file.getParent());
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }
}
