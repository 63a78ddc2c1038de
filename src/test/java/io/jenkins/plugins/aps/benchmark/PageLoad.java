package io.jenkins.plugins.aps.benchmark;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.jenkins.plugins.aps.dashboard.Chromium;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What the dashboard costs who looks at it beside many applications: in a browser that never saw it, the first paint and the
 * first rows; then tasks that would be felt (longer than 50 ms) while somebody types, sorts, turns pages and scrolls; and
 * what came over the wire. See docs/benchmarks.md.
 */
final class PageLoad {
    private static final int OPENED = 7;
    private static final int PAGES = 10;
    private static final String LONG_TASKS =
            """
            window.aps = [];
            new PerformanceObserver((list) => list.getEntries().forEach((task) => window.aps.push(task.duration)))
              .observe({ type: 'longtask', buffered: false });
            """;

    private final List<Double> painted = new ArrayList<>();
    private final List<Double> listed = new ArrayList<>();
    private double firstBytes;
    private double pageBytes;
    private List<Number> felt = List.of();

    /** Lines of a table: what, figure. */
    static List<String> measure(int applications, int releases, List<String> flags) throws Exception {
        var load = new PageLoad();
        try (var server = new LoadedProcess(applications, releases, flags);
                var chromium = Chromium.start()) {
            for (int i = 0; i < OPENED; i++) {
                load.open(chromium.browser(), server.address());
            }
            load.use(chromium.browser(), server.address());
        }
        return load.lines();
    }

    /** As somebody does who never was there: nothing is in the browser's cache. */
    private void open(Browser browser, String address) {
        try (var context = browser.newContext();
                var page = context.newPage()) {
            page.navigate(address + "/#/instances");
            rows(page);
            listed.add(number(page, "performance.now()"));
            painted.add(number(page, "performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            firstBytes = bytes(page);
        }
    }

    private void use(Browser browser, String address) {
        try (var context = browser.newContext();
                var page = context.newPage()) {
            page.navigate(address + "/#/instances");
            rows(page);
            page.evaluate(LONG_TASKS);
            var before = bytes(page);
            for (int i = 0; i < PAGES; i++) {
                var at = page.locator(".aps-pager span").textContent();
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Next"))
                        .click();
                page.waitForFunction("at => document.querySelector('.aps-pager span').textContent !== at", at);
            }
            pageBytes = (bytes(page) - before) / PAGES;
            for (int i = 0; i < PAGES; i++) {
                page.mouse().wheel(0, 400);
                page.evaluate("() => new Promise(requestAnimationFrame)");
            }
            page.locator("#aps-name").pressSequentially("app-4321");
            page.waitForFunction("() => document.querySelectorAll('tbody tr').length === 1");
            page.locator("#aps-name").fill("");
            rows(page);
            page.locator("#aps-state").selectOption("running");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Created"))
                    .click();
            page.locator("th[aria-sort=ascending]").waitFor();
            rows(page);
            felt = felt(page);
        }
    }

    private static void rows(Page page) {
        page.waitForFunction("() => document.querySelectorAll('tbody tr').length === 25");
    }

    @SuppressWarnings("unchecked")
    private static List<Number> felt(Page page) {
        return (List<Number>) page.evaluate("window.aps");
    }

    /** Of the page and all that it asked for, with their headers. */
    private static double bytes(Page page) {
        return number(
                page,
                "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
                        + ".reduce((sum, entry) => sum + entry.transferSize, 0)");
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    private List<String> lines() {
        return List.of(
                line("first paint: median of " + OPENED + ", ms", median(painted)),
                line("first paint: slowest, ms", Collections.max(painted)),
                line("first rows: median, ms", median(listed)),
                line("first rows: slowest, ms", Collections.max(listed)),
                line("first visit: KiB over the wire", firstBytes / 1024),
                line("another page of 25: KiB over the wire", pageBytes / 1024),
                line("tasks over 50 ms while paging, scrolling, filtering and sorting", felt.size()),
                line(
                        "the longest of them, ms",
                        felt.stream().mapToDouble(Number::doubleValue).max().orElse(0)));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String line(String what, double figure) {
        return String.format(Locale.ROOT, "| %s | %.1f |", what, figure);
    }
}
