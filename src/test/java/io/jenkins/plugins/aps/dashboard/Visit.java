package io.jenkins.plugins.aps.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who looks at the dashboard in a browser of their own. At its end the browser must not have complained: no
 * exception, no refused script or style, no answer that the page did not expect.
 */
final class Visit implements AutoCloseable {
    /** Of WCAG 2.2 A and AA, and what axe holds for good practice. */
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final Path FIXTURES = Path.of("src/test/resources/io/jenkins/plugins/aps/dashboard");

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private String excused;

    Visit(BrowserContext context, String address) {
        this.context = context;
        this.address = address;
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** @param place after the {@code #}, for example {@code /releases} */
    Visit at(String place) {
        page.navigate(address + "/#" + place);
        return this;
    }

    /**
     * With the styles that Jenkins gives its pages in place of those that the stand-alone server gives.
     *
     * @param theme {@code light} or {@code dark}
     */
    Visit inJenkins(String theme) {
        var styles = Stream.of("jenkins-2.516.2-" + theme + ".css", "jenkins-2.516.2.css")
                .map(FIXTURES::resolve)
                .map(Visit::read)
                .collect(Collectors.joining("\n"));
        page.route(
                "**/dashboard/standalone.css",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/css").setBody(styles)));
        return this;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param of what browsers themselves say of what the test does, for example of an answer 404; the empty string: anything */
    Visit mayComplain(String of) {
        excused = of;
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator text(String text) {
        return page.getByText(text);
    }

    /** The row of a table that has a cell of this text. */
    Locator row(String cell) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(cell, new Page.GetByTextOptions().setExact(true))));
    }

    /** What a page of its kind should look like to everybody: nothing that axe finds, nothing to scroll to the side for. */
    void assertForEverybody(String what) {
        var found = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
        assertThat((List<?>) page.evaluate(read(FIXTURES.resolve("contrast.js"))
                        .replaceAll("(?m)^//.*$", "")
                        .strip()))
                .as(what + ": contrast")
                .isEmpty();
        assertThat(found).as(what).allSatisfy(rule -> assertThat(rule.getNodes())
                .as(rule.getId() + ": " + rule.getHelp())
                .isEmpty());
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(what + " fits the window")
                .isEqualTo(true);
    }

    /** From now on it is noted when the page says that an operation succeeded and that the application does not run. */
    void watchForContradictions() {
        page.evaluate(
                """
                window.contradictions = [];
                new MutationObserver(() => {
                  const said = document.querySelector('.aps-page')?.innerText ?? '';
                  const status = document.querySelector('.aps-summary .aps-status')?.innerText.trim() ?? '';
                  if (/There is no application/.test(said)) {
                    window.contradictions.push('no application');
                  }
                  if (/(Deployment|Upgrade|Rollback) succeeded/.test(said) && status !== 'Running') {
                    window.contradictions.push('succeeded, and ' + status);
                  }
                }).observe(document.body, { subtree: true, childList: true, characterData: true });
                """);
    }

    List<?> contradictions() {
        return (List<?>) page.evaluate("window.contradictions");
    }

    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints)
                .as("complaints of the browser")
                .allMatch(complaint -> excused != null && complaint.contains(excused));
    }
}
