package io.jenkins.plugins.aps.acceptance;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.aps.dashboard.Chromium;
import java.util.List;

/** What an administrator configures is there after a restart, without configuration as code to set it again. */
final class ConfigurationChecks {
    static final List<Check> ALL = List.of(
            new Check("configuration-outlives-a-restart", ConfigurationChecks::outlives),
            new Check("configured-through-the-form", ConfigurationChecks::form));
    private static final String PAGE = "manage/configure";
    private static final String GATEWAY = "https://set-by-hand.example.org";

    private ConfigurationChecks() {}

    private static String outlives(World world) throws Exception {
        world.withoutOurConfigurationAsCode();
        world.restart("without our configuration as code");
        var page = world.as("admin").get(PAGE).expect(200).body();
        Check.contains(page, world.clusterUrl(), "the page after a restart");
        Check.contains(page, world.gitUrl(), "the page after a restart");
        reachable(world);
        return "clusters and repositories were read again from what Jenkins saved, and a step used them";
    }

    private static String form(World world) throws Exception {
        Chromium.obstacle().ifPresent(reason -> {
            throw new Check.Skip(reason);
        });
        try (var chromium = Chromium.start()) {
            try (var admin = new BrowserSession(world, chromium.browser(), "admin", 1280)) {
                fill(admin, world);
            }
            world.withoutOurConfigurationAsCode();
            world.restart("after the form was saved");
            try (var admin = new BrowserSession(world, chromium.browser(), "admin", 1280)) {
                var page = admin.at(PAGE);
                var clusters = clusters(page);
                clusters.first().waitFor();
                Check.that(clusters.count() == 3, "the form has " + clusters.count() + " clusters, not three");
                var added = clusters.last();
                value(added, "name", "by-hand");
                value(added, "serverUrl", world.clusterUrl());
                value(clusters.first(), "gatewayUrl", GATEWAY);
                value(page.locator("body"), "releaseIntervalSeconds", "90");
                clusters.first().scrollIntoViewIfNeeded();
                admin.picture("configuration-after-a-restart");
                admin.withoutComplaints();
            }
        }
        reachable(world);
        return "a cluster that was added, an address and an interval that were changed are there after a restart";
    }

    /** Changes three things as an administrator does, and saves. */
    private static void fill(BrowserSession admin, World world) throws Exception {
        var page = admin.at(PAGE);
        var clusters = clusters(page);
        clusters.first().waitFor();
        input(clusters.first(), "gatewayUrl").fill(GATEWAY);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add cluster"))
                .click();
        clusters.nth(2).waitFor();
        input(clusters.nth(2), "name").fill("by-hand");
        input(clusters.nth(2), "serverUrl").fill(world.clusterUrl());
        input(page.locator("body"), "releaseIntervalSeconds").fill("90");
        admin.picture("configuration-before-it-is-saved");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Save").setExact(true))
                .click();
        page.waitForURL(url -> !url.contains("configure"));
        admin.withoutComplaints();
    }

    private static Locator clusters(Page page) {
        return page.locator("div.repeated-chunk[name=clusters]:not(.to-be-removed)");
    }

    private static Locator input(Locator part, String field) {
        return part.locator("input[name='_." + field + "']").first();
    }

    private static void value(Locator part, String field, String expected) {
        var found = input(part, field).inputValue();
        Check.that(found.equals(expected), "the form has '" + found + "' for " + field + ", not '" + expected + "'");
    }

    private static void reachable(World world) throws Exception {
        var console = PipelineChecks.succeeded(world.run("devops", "status", world.name("configured")));
        Check.contains(console, "SEEN NotDeployed", "the console");
    }
}
