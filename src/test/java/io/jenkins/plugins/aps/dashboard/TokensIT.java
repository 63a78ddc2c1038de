package io.jenkins.plugins.aps.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import io.jenkins.plugins.aps.cli.embedded.EmbeddedCluster;
import io.jenkins.plugins.aps.engine.EmbeddedPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who sees and may do what, where tokens are configured. */
@WithBrowser
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TokensIT {
    @Test
    void aTokenIsAskedForAndWhatItMayNotDoIsNotOffered(Browser browser, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("screen"), "0123456789abcdef");
        Files.writeString(folder.resolve("chief"), "fedcba9876543210");
        try (var stage = new Stage(
                new EmbeddedPlace(EmbeddedCluster.start()),
                browser,
                folder,
                "tokens: [{name: screen, file: screen, rights: [view]},"
                        + " {name: chief, file: chief, rights: [view, deploy, undeploy, forceUndeploy]}]",
                "fedcba9876543210")) {
            stage.deploy("holiday", "3", "");
            try (var visit = stage.visit().mayComplain("status of 401").at("/instances")) {
                assertThat(visit.heading("Sign in")).isVisible();
                visit.field("Token").fill("something else");
                visit.button("Sign in").click();
                assertThat(visit.page().locator("form [role=alert]")).isVisible();

                visit.field("Token").fill("0123456789abcdef");
                visit.button("Sign in").click();
                assertThat(visit.link("holiday")).isVisible();
                assertThat(visit.page().locator("input[type=checkbox]")).hasCount(0);
                visit.link("holiday").click();
                assertThat(visit.heading("History")).isVisible();
                assertThat(visit.button("Undeploy")).isHidden();
                assertThat(visit.link("Upgrade")).isHidden();
                visit.at("/releases");
                assertThat(visit.text("Release 3 of holiday")).isVisible();
                assertThat(visit.link("Deploy holiday/3")).isHidden();
                visit.at("/deploy/default/holiday/3");
                assertThat(visit.text("You may not deploy")).isVisible();

                visit.button("Sign out").click();
                assertThat(visit.heading("Sign in")).isVisible();
                visit.field("Token").fill("fedcba9876543210");
                visit.button("Sign in").click();
                visit.at("/instance/default/holiday");
                assertThat(visit.button("Undeploy")).isVisible();

                visit.button("Sign out").click();
                assertThat(visit.heading("Sign in")).isVisible();
                visit.at("token=fedcba9876543210");
                assertThat(visit.link("holiday")).isVisible();
                assertThat(visit.page()).not().hasURL(Pattern.compile(".*token.*"));
            }
        }
    }
}
