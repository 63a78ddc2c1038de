package io.jenkins.plugins.aps.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.engine.EmbeddedPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard over the embedded cluster, and what doesn't depend on the cluster: how it looks, hostile names. */
@WithBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EmbeddedDashboardIT implements DashboardScenarios {
    /** {@code -Daps.images=docs/images} takes the pictures of the documentation anew. */
    private static final Path IMAGES = Path.of(System.getProperty("aps.images", "target/images"));

    private static final String CRASHING = "registry.example.org/holiday/erp:crash";

    private static final String HOSTILE = "<img src=x onerror=\"alert(1)\">{{constructor}}${alert(1)}";

    private Stage stage;

    @BeforeAll
    void open(Browser browser, @TempDir Path folder) throws Exception {
        stage = new Stage(new EmbeddedPlace(EmbeddedCluster.start()), browser, folder);
    }

    @AfterAll
    void close() throws Exception {
        if (stage != null) {
            stage.close();
        }
    }

    @Override
    public Stage stage() {
        return stage;
    }

    private static Path image(String name) throws IOException {
        Files.createDirectories(IMAGES);
        return IMAGES.resolve(name + ".png");
    }

    private Visit visit(String look, int width) {
        var visit = stage.visit(width, 800, look.contains("dark") ? ColorScheme.DARK : ColorScheme.LIGHT);
        return look.startsWith("jenkins-") ? visit.inJenkins(look.replace("jenkins-", "")) : visit;
    }

    /** Each page, as somebody sees it with a light theme, a dark one, and on a telephone; and in Jenkins's own colours. */
    @ParameterizedTest
    @CsvSource({"light,1280", "dark,1280", "narrow,360", "jenkins-light,1280", "jenkins-dark,1280"})
    void everyPageIsForEverybody(String look, int width) throws Exception {
        var application = stage.name("looks-" + look);
        var failed = stage.name("fails-" + look);
        stage.begin(failed, "1", CRASHING);
        stage.deploy(application, "1", GOOD);
        Stage.until(failed + " failed", () -> stage.get("/v1/applications/" + failed)
                .contains("\"statusClass\":\"failed\""));
        try (var visit = visit(look, width)) {
            visit.at("/instances");
            assertThat(visit.link(application)).isVisible();
            assertThat(visit.row(failed).locator(".aps-status.aps-is-failed")).hasText("Unknown");
            visit.assertForEverybody("instances");
            visit.picture(image("instances-" + look));

            visit.field("Choose " + failed).check();
            visit.button("Undeploy...").click();
            assertThat(visit.page().getByRole(AriaRole.DIALOG)).isVisible();
            visit.assertForEverybody("undeploy several");
            visit.page().keyboard().press("Escape");
            visit.field("Choose " + failed).uncheck();
            visit.field("Status").selectOption("failed");
            assertThat(visit.link(failed)).isVisible();
            assertThat(visit.link(application)).isHidden();
            visit.assertForEverybody("instances that failed");

            visit.at("/instance/default/" + failed);
            assertThat(visit.text("Events and last log lines")).isVisible();
            visit.assertForEverybody("a failed instance");
            visit.picture(image("failed-" + look));
            visit.button("Force undeploy").click();
            assertThat(visit.page().getByRole(AriaRole.DIALOG)).isVisible();
            visit.assertForEverybody("force undeploy");
            visit.page().keyboard().press("Escape");

            visit.at("/releases");
            visit.page().locator(".aps-open").first().click();
            assertThat(visit.page().locator(".aps-detail .aps-facts")).isVisible();
            visit.assertForEverybody("releases");
            visit.picture(image("releases-" + look));

            visit.at("/instance/default/" + application);
            assertThat(visit.heading("History")).isVisible();
            visit.assertForEverybody("instance");
            visit.picture(image("instance-" + look));

            visit.button("Undeploy").click();
            assertThat(visit.page().getByRole(AriaRole.DIALOG)).isVisible();
            visit.assertForEverybody("undeploy");
            visit.page().keyboard().press("Escape");
            visit.button("Redeploy").click();
            assertThat(visit.page().getByRole(AriaRole.DIALOG)).isVisible();
            visit.assertForEverybody("redeploy");
            visit.page().keyboard().press("Escape");

            visit.at("/deploy/default/holiday/2");
            visit.field("Name of the application").fill("No Name!");
            assertThat(visit.text("Use 1 to 26 lower-case letters")).isVisible();
            visit.assertForEverybody("a problem");
            visit.field("Name of the application").fill(application);
            assertThat(visit.text("this will be an upgrade")).isVisible();
            visit.assertForEverybody("name");
            for (var step : new String[] {"Administrators", "Users", "Connectors", "Variables"}) {
                visit.button("Next").click();
                assertThat(visit.heading(step)).isVisible();
                visit.assertForEverybody(step);
            }
            visit.picture(image("deploy-" + look));
            visit.button("Next").click();
            assertThat(visit.page().locator(".aps-waves")).isVisible();
            visit.assertForEverybody("plan");
            visit.picture(image("plan-" + look));
        }
    }

    @Test
    void hostileNamesAreText() throws Exception {
        stage.repository().release("4", HOSTILE.replaceAll("[<>]", "'"), HOSTILE);
        try (var visit = stage.visit().mayComplain("status of 404").at("/releases")) {
            stage.get("/v1/releases?refresh=true");
            Stage.until("the release is known", () -> stage.get("/v1/releases").contains("\"version\":4"));
            assertThat(visit.text(HOSTILE)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            assertThat(visit.page().locator("#aps-dashboard img")).hasCount(0);

            visit.at("/instance/default/" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
            assertThat(visit.text("There is no application <img src=x onerror=alert(1)>"))
                    .isVisible();
            visit.at("/instances?name=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
            assertThat(visit.heading("No application is like that")).isVisible();
            assertThat(visit.page().locator("#aps-dashboard script")).hasCount(0);
        }
    }

    /** A script that got in all the same would not run. */
    @Test
    void aScriptInThePageIsNotRun() {
        try (var visit = stage.visit().mayComplain("Content Security Policy").at("/instances")) {
            visit.page()
                    .evaluate(
                            "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s)");
            assertThat(visit.page().evaluate("window.ran === undefined")).isEqualTo(true);
        }
    }
}
