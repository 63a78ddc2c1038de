package io.jenkins.plugins.aps.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people do with the dashboard, in a real browser, whatever the cluster is. */
interface DashboardScenarios {
    String GOOD = "registry.example.org/holiday/erp:1.0";
    String MISSING = "registry.example.org/holiday/erp:missing";
    /** As long as a deployment, and what undeploys it, may take. */
    double PATIENCE_MILLIS = 120_000;

    Stage stage();

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static LocatorAssertions.HasTextOptions patientText() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static LocatorAssertions.IsHiddenOptions patientlyHidden() {
        return new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static Locator status(Page page) {
        return page.locator(".aps-summary .aps-status");
    }

    private static void assertRuns(Visit visit) {
        assertThat(status(visit.page())).hasText("Running", patientText());
    }

    /** Types into the list of names of a step, and adds them. */
    private static void add(Visit visit, String label, String names) {
        visit.field(label).fill(names);
        visit.field(label).press("Enter");
    }

    /** From the name to the plan, with what the sample needs. */
    private static void fillIn(Visit visit, String application, String image) {
        visit.field("Name of the application").fill(application);
        visit.button("Next").click();
        add(visit, "Users", "ada");
        visit.button("Next").click();
        assertThat(visit.heading("Users")).isVisible();
        visit.button("Next").click();
        visit.field("Image").fill(image);
        visit.button("Next").click();
        visit.field("EMAIL_HOST *").fill("smtp.example.org");
        visit.field("EMAIL_PASSWORD *").selectOption("smtp");
        visit.button("Next").click();
        assertThat(visit.page().locator(".aps-waves")).isVisible(patiently());
    }

    @Test
    default void releasesTellWhatTheyContainAndThatTheyWait() {
        try (var visit = stage().visit().at("/releases")) {
            assertThat(visit.heading("Application releases")).isVisible();
            var rows = visit.page().locator("tbody tr");
            assertThat(rows).hasCount(3);
            assertThat(rows.first()).containsText("latest");
            assertThat(rows.first()).containsText("Modeler");
            assertThat(rows.first()).containsText("Release 3 of holiday");

            visit.button("Version").click();
            assertThat(visit.page().locator("th[aria-sort=ascending]")).hasText(Pattern.compile("Version.*"));
            assertThat(rows.first()).containsText("Release 1 of holiday");

            rows.first().getByRole(AriaRole.BUTTON).click();
            assertThat(visit.page().locator(".aps-detail")).containsText("email, erp");

            visit.field("Project, version, creator or comment contains").fill("no such thing");
            assertThat(visit.heading("No release is like that")).isVisible();
            visit.button("Show all").click();
            assertThat(rows.first()).isVisible();
            visit.field("Latest only").check();
            assertThat(rows).hasCount(1);
        }
    }

    @Test
    default void aReleaseIsDeployedThroughAllSteps() {
        var application = stage().name("steps");
        try (var visit = stage().visit().at("/releases")) {
            visit.link("Deploy holiday/2").click();
            assertThat(visit.heading("Deploy holiday/2")).isVisible();

            var name = visit.field("Name of the application");
            name.fill("Holiday!");
            assertThat(visit.text("Use 1 to 26 lower-case letters")).isVisible();
            name.fill("default");
            assertThat(visit.text("is reserved by the platform")).isVisible();
            name.fill(application);
            assertThat(visit.text("is reserved by the platform")).isHidden();
            visit.button("Next").click();
            assertThat(visit.heading("Administrators")).isVisible();

            visit.button("Next").click();
            assertThat(visit.text("Name one user or group at least.")).isVisible();
            add(visit, "Users", "ada, bob");
            add(visit, "Groups", "chiefs");
            visit.button("Remove bob").click();
            visit.button("Next").click();

            assertThat(visit.heading("Users")).isVisible();
            visit.field("Groups").fill("typed and not added");
            visit.button("Next").click();

            assertThat(visit.field("Connector")).hasValue("email");
            visit.button("Next").click();
            assertThat(visit.text("Give the image of erp.")).isVisible();
            visit.field("Image").fill(GOOD);
            visit.button("Next").click();

            visit.button("Next").click();
            assertThat(visit.text("Give EMAIL_HOST a value.")).isVisible();
            visit.button("Edit as JSON").first().click();
            var json = visit.field("Variables as JSON");
            json.fill("{\"EMAIL_HOST\": ");
            assertThat(visit.text("This is not JSON")).isVisible();
            json.fill("{\"EMAIL_HOST\": \"smtp.example.org\", \"EMAIL_PASSWORD\": \"s3cret\"}");
            assertThat(visit.text("EMAIL_PASSWORD is a secret: give it below, not here."))
                    .isVisible();
            json.fill("{\"EMAIL_HOST\": \"smtp.example.org\", \"EMAIL_PORT\": 2525}");
            visit.field("Value of EMAIL_PASSWORD").fill("it's a \\ secret");

            // Back and forth loses nothing.
            visit.button("Administrators").click();
            assertThat(visit.page().locator(".aps-chip")).hasCount(2);
            visit.button("Users").click();
            assertThat(visit.text("typed and not added")).isVisible();
            visit.button("Variables").click();
            assertThat(json).hasValue(Pattern.compile(".*2525.*"));
            visit.button("Next").click();

            assertThat(visit.text(application + " would be deployed:")).isVisible(patiently());
            visit.text("The same in a pipeline").click();
            var snippet = visit.page().locator("#aps-snippet");
            assertThat(snippet)
                    .containsText("apsDeploy application: '" + application + "', project: 'holiday', release: '2'");
            assertThat(snippet).containsText("administrators: apsAccess(users: ['ada'], groups: ['chiefs'])");
            assertThat(snippet)
                    .containsText("variables: '{\"EMAIL_HOST\":\"smtp.example.org\",\"EMAIL_PORT\":\"2525\"}'");
            assertThat(snippet).not().containsText("it's");
            visit.watchForContradictions();
            visit.button("Deploy").click();

            assertThat(visit.heading(application)).isVisible();
            assertRuns(visit);
            assertThat(visit.heading("Last operation")).isVisible(patiently());
            assertThat(visit.contradictions()).isEmpty();
            assertThat(visit.link("https://gateway.example.org/" + application + "/rb"))
                    .isVisible();
            assertThat(visit.text("GET https://gateway.example.org/" + application + "/rb/"))
                    .isVisible();
            assertThat(visit.row("erp")).containsText("Works");
            assertThat(visit.text("ada, group chiefs")).isVisible();
            assertThat(visit.text("group typed and not added")).isVisible();

            visit.link("Application instances").click();
            assertThat(visit.row(application)).containsText("Running");
            assertThat(visit.row(application)).containsText("holiday/2");
        }
    }

    @Test
    default void anUpgradeShowsWhatChangesAndCanBeRolledBack() {
        var application = stage().name("upgrade");
        stage().deploy(application, "1", GOOD);
        try (var visit = stage().visit().at("/instance/default/" + application)) {
            visit.link("Upgrade").click();
            assertThat(visit.text("Choose the release that " + application + " is to be upgraded to."))
                    .isVisible();
            visit.link("Deploy holiday/2").click();
            assertThat(visit.text("this will be an upgrade")).isVisible();
            visit.button("Next").click();
            assertThat(visit.text("ada")).isVisible();
            visit.button("Next").click();
            assertThat(visit.text("staff")).isVisible();
            visit.button("Next").click();
            assertThat(visit.field("Image")).hasValue(GOOD);
            visit.field("Image").fill(GOOD + "1");
            visit.button("Next").click();
            assertThat(visit.field("EMAIL_HOST *")).hasValue("smtp.example.org");
            visit.button("Next").click();

            assertThat(visit.text(application + " would be upgraded:")).isVisible(patiently());
            assertThat(visit.page()
                            .locator(".aps-diff del")
                            .filter(new Locator.FilterOptions().setHasText(GOOD))
                            .first())
                    .isVisible();
            visit.button("Upgrade").click();

            assertRuns(visit);
            var history = visit.page().getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("History"));
            assertThat(history.locator("tbody tr"))
                    .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
            visit.watchForContradictions();
            visit.button("Roll back to version 1").click();
            visit.page()
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Roll back"))
                    .click();
            assertThat(history.locator("tbody tr"))
                    .hasCount(3, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
            assertRuns(visit);
            assertThat(visit.heading("Last operation")).isVisible(patiently());
            assertThat(visit.contradictions()).isEmpty();
        }
    }

    /** Somebody else gave it another image and another administrator, while this one was away from the form. */
    @Test
    default void whatOthersChangedMeanwhileIsShownAndNotTakenBack() {
        var application = stage().name("stale");
        stage().deploy(application, "1", GOOD);
        try (var visit = stage().visit().mayComplain("status of 409").at("/instance/default/" + application)) {
            beginUpgrade(visit);
            var users = visit.page().locator("#aps-administrators-users");
            users.fill("typed by me");
            users.press("Enter");
            visit.link("Application instances").click();
            stage().upgrade(application, "1", GOOD + "1", "bob");

            visit.at("/instance/default/" + application);
            beginUpgrade(visit);
            assertThat(visit.text("was changed since you began: it runs release holiday/1 as version 2"))
                    .isVisible();
            var told = visit.page().locator(".aps-wizard .aps-diff");
            assertThat(told).containsText("bob");
            assertThat(told).containsText(GOOD + "1");
            visit.button("Remove bob").click();
            visit.button("Next").click();
            visit.button("Next").click();
            assertThat(visit.field("Image")).hasValue(GOOD + "1");
            visit.button("Next").click();

            // Once more, now that the form is almost done.
            stage().upgrade(application, "1", GOOD + "2", "cyd");
            visit.button("Next").click();
            assertThat(visit.text("the application was changed since this was decided: it is version 3"))
                    .isVisible(patiently());
            assertThat(visit.button("Upgrade")).isDisabled();
            visit.button("Go to Name").click();
            visit.button("Next").click();
            assertThat(visit.page().locator(".aps-wizard .aps-diff")).containsText("cyd");

            // What was begun and cancelled is forgotten.
            visit.link("Cancel").click();
            visit.at("/instance/default/" + application);
            beginUpgrade(visit);
            assertThat(visit.page().locator(".aps-chip").getByText("cyd")).isVisible();
            assertThat(visit.text("typed by me")).isHidden();
            assertThat(visit.text("was changed since you began")).isHidden();
        }
    }

    private static void beginUpgrade(Visit visit) {
        visit.link("Upgrade").click();
        visit.link("Deploy holiday/2").click();
        assertThat(visit.text("this will be an upgrade")).isVisible();
        visit.button("Next").click();
        assertThat(visit.heading("Administrators")).isVisible();
    }

    @Test
    default void aFailureTellsItsReasonAndCanBeUndeployedByForce() {
        var application = stage().name("fails");
        try (var visit = stage().visit().at("/deploy/default/holiday/2")) {
            fillIn(visit, application, MISSING);
            visit.button("Deploy").click();

            assertThat(visit.heading("In progress")).isVisible(patiently());
            assertThat(visit.page().locator(".aps-steps .aps-step-now"))
                    .containsText("connectors", patientlyContains());
            assertThat(visit.page().locator(".aps-steps .aps-step-done").first())
                    .containsText("namespace");
            assertThat(visit.row("erp")).containsText("can't pull image", patientlyContains());

            // In progress: only by force.
            assertThat(visit.button("Undeploy")).isHidden();
            visit.button("Force undeploy").first().click();
            var dialog = visit.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("An operation that is at work on it is superseded");
            dialog.getByRole(AriaRole.TEXTBOX).fill(application);
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Force undeploy"))
                    .click();

            assertThat(visit.heading("Application instances")).isVisible();
            assertThat(visit.link(application)).isHidden(patientlyHidden());
        }
    }

    private static LocatorAssertions.ContainsTextOptions patientlyContains() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    @Test
    default void undeployingAsksForTheName() {
        var application = stage().name("undeploy");
        stage().deploy(application, "3", "");
        try (var visit = stage().visit().at("/instance/default/" + application)) {
            visit.button("Undeploy").click();
            var dialog = visit.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("Nothing of it can be brought back.");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show what goes"))
                    .click();
            assertThat(dialog.locator(".aps-waves")).containsText("Deployment/rb", patientlyContains());
            visit.assertForEverybody("what an undeployment would remove");
            var remove = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undeploy"));
            dialog.getByRole(AriaRole.TEXTBOX).fill(application.substring(1));
            assertThat(remove).isDisabled();
            visit.page().keyboard().press("Escape");
            assertThat(dialog).isHidden();

            visit.button("Undeploy").click();
            dialog.getByRole(AriaRole.TEXTBOX).fill(application);
            remove.click();
            assertThat(visit.text("The undeployment of " + application + " has begun."))
                    .isVisible(patiently());
            assertThat(visit.link(application)).isHidden(patientlyHidden());
        }
        // The list is not there at once, and a link that is not there yet is hidden too.
        Stage.until(application + " is gone", () -> stage().get("/v1/applications/" + application)
                .contains("notFound"));
    }

    @Test
    default void aServerThatHasNotReadTheClusterYetIsNoBrokenConnection() {
        var unread =
                "It is not known whether it is there; ask again in a moment: cluster 'default' has not been read yet";
        try (var visit = stage().visit().mayComplain("status of 503")) {
            visit.page()
                    .route(
                            "**/v1/applications/early*",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setStatus(503)
                                    .setContentType("application/json")
                                    .setBody("{\"code\":\"unreachable\",\"details\":[],\"message\":\"" + unread
                                            + "\"}")));
            visit.at("/instance/default/early");
            assertThat(visit.text(unread)).isVisible();
            assertThat(visit.text("The server does not answer")).isHidden();
        }
    }

    @Test
    default void aLostRecordIsShownAndBroughtBackByItsName() {
        var application = stage().name("lost");
        stage().deploy(application, "1", GOOD);
        try (var visit = stage().visit().mayComplain("status of 409").at("/instances")) {
            assertThat(visit.link(application)).isVisible(patiently());
            stage().loseRecord(application);
            assertThat(visit.row(application)).containsText("has no record of it", patientlyContains());
            visit.link(application).click();
            visit.button("Adopt...").click();
            assertThat(visit.button("Force undeploy")).isHidden();
            var dialog = visit.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog).containsText("holiday/1", patientlyContains());
            assertThat(dialog).containsText("Connector erp");
            assertThat(dialog).containsText(GOOD);
            assertThat(dialog).containsText("ada");
            var adopt = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Adopt"));
            assertThat(adopt).isDisabled();
            visit.assertForEverybody("adopt");

            stage().changeImage(application, "connector-erp", "registry.example.org/holiday/erp:2.0");
            dialog.getByRole(AriaRole.TEXTBOX).fill(application);
            adopt.click();
            assertThat(dialog).containsText("was changed since this was decided", patientlyContains());
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Look again"))
                    .click();
            assertThat(dialog).containsText("runs registry.example.org/holiday/erp:2.0", patientlyContains());
            dialog.getByRole(AriaRole.TEXTBOX).fill(application);
            adopt.click();
            assertThat(visit.text(application + " is recorded again.")).isVisible(patiently());
            assertRuns(visit);
            assertThat(visit.button("Adopt...")).isHidden();
        }
    }

    @Test
    default void severalAreUndeployedAtOnceAndOthersSeeIt() {
        var one = stage().name("one");
        var two = stage().name("two");
        stage().deploy(one, "3", "");
        stage().deploy(two, "3", "");
        try (var visit = stage().visit().at("/instances?name=" + stage().name(""));
                var other = stage().visit().at("/instances")) {
            assertThat(other.link(one)).isVisible();
            visit.field("Choose " + one).check();
            visit.field("Choose " + two).check();
            visit.button("Undeploy...").click();
            var dialog = visit.page().getByRole(AriaRole.DIALOG);
            dialog.getByRole(AriaRole.TEXTBOX).fill("undeploy 2");
            assertThat(dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undeploy")))
                    .isEnabled();
            visit.page().keyboard().press("Enter");
            assertThat(visit.text("2 undeployments have begun.")).isVisible(patiently());
            assertThat(visit.link(one)).isHidden(patientlyHidden());
            assertThat(visit.link(two)).isHidden(patientlyHidden());
            assertThat(other.link(one)).isHidden(patientlyHidden());
            assertThat(other.link(two)).isHidden(patientlyHidden());
        }
    }

    @Test
    default void aLostConnectionIsToldAndMended() {
        try (var visit = stage().visit().mayComplain("net::ERR_").at("/instances")) {
            assertThat(visit.heading("Application instances")).isVisible();
            visit.context().setOffline(true);
            assertThat(visit.text("Connection lost: what you see is as it was at"))
                    .isVisible(patiently());
            assertThat(visit.heading("Application instances")).isVisible();
            visit.context().setOffline(false);
            assertThat(visit.text("Connection lost")).isHidden(patientlyHidden());
        }
    }

    @Test
    default void theKeyboardAloneDeploys() {
        var application = stage().name("keys");
        try (var visit = stage().visit().at("/releases")) {
            var page = visit.page();
            visit.link("Deploy holiday/3").focus();
            page.keyboard().press("Enter");
            assertThat(visit.heading("Deploy holiday/3")).isVisible();
            visit.field("Name of the application").focus();
            page.keyboard().press("Control+A");
            page.keyboard().type(application);
            page.keyboard().press("Enter");
            assertThat(page.locator("#aps-step")).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().type("ada");
            page.keyboard().press("Enter");
            page.keyboard().press("Enter");
            assertThat(visit.heading("Users")).isVisible();
            assertThat(page.locator("#aps-step")).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(visit.heading("Connectors")).isVisible();
            visit.field("Connector").focus();
            visit.button("Next").focus();
            page.keyboard().press("Enter");
            assertThat(visit.heading("Variables")).isVisible();
            visit.field("EMAIL_HOST *").focus();
            page.keyboard().type("smtp.example.org");
            visit.field("EMAIL_PASSWORD *").selectOption("smtp");
            visit.button("Next").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".aps-waves")).isVisible(patiently());
            visit.button("Deploy").focus();
            page.keyboard().press("Enter");
            assertRuns(visit);
        }
    }
}
