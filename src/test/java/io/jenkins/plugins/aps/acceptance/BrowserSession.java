package io.jenkins.plugins.aps.acceptance;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A browser in which somebody has logged in as people do: by the form. Jenkins asks for no password otherwise. */
final class BrowserSession implements AutoCloseable {
    private final World world;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    BrowserSession(World world, Browser browser, String user, int width) {
        this.world = world;
        context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, 900));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.navigate(world.jenkins().url() + "login");
        page.locator("input[name=j_username]").fill(user);
        page.locator("input[name=j_password]").fill(world.password(user));
        page.locator("button[name=Submit]").click();
        page.waitForURL(url -> !url.contains("login"));
    }

    /** @param path relative to Jenkins's root */
    Page at(String path) {
        page.navigate(world.jenkins().url() + path);
        return page;
    }

    void picture(String name) throws Exception {
        Files.createDirectories(world.folder());
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(world.folder().resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Fails where axe finds something in a part of the page. */
    void accessible(String selector, String what) {
        var violations = new AxeBuilder(page)
                .include(List.of(selector)).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> String.valueOf(node.getTarget()))
                                        .limit(3)
                                        .toList())
                        .collect(Collectors.joining(", "));
        Check.that(violations.isEmpty(), "axe finds in " + what + ": " + violations);
    }

    /** Fails where a script of the pages failed. */
    void withoutComplaints() {
        Check.that(complaints.isEmpty(), "scripts failed: " + complaints);
    }

    @Override
    public void close() {
        context.close();
    }
}
