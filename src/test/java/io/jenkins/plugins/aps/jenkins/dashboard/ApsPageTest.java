package io.jenkins.plugins.aps.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.build.Webapp;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.rest.RestWorld;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeUser;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page in Jenkins: who sees it, and what its shell hands to the scripts. */
class ApsPageTest {
    private final FakeJenkins jenkins = FakeJenkins.install(new RestWorld().core());
    private final ApsRootAction page = new ApsRootAction();

    @AfterEach
    void close() {
        jenkins.close();
    }

    @Test
    void whoMaySeeApplicationsHasALinkAndThePage() {
        jenkins.caller = new FakeUser("ada").with(ApsPermissions.VIEW);

        assertThat(page.getIconFileName()).isEqualTo("symbol-cube");
        assertThat(page.getTarget()).isSameAs(page);
        assertThat(page.getDynamic("other")).isNull();
        jenkins.caller = new FakeUser("eve").withRole("APS_DEVOPS");
        assertThat(page.getTarget()).isSameAs(page);
    }

    @Test
    void withoutThePermissionThereIsNoPageButTheApiSaysWhatIsLacking() {
        jenkins.caller = new FakeUser("eve").with(ApsPermissions.UNDEPLOY);

        assertThat(page.getIconFileName()).isNull();
        var hidden = (HiddenPage) page.getTarget();
        assertThatThrownBy(hidden::doIndex).hasMessage("not found");
        assertThatThrownBy(hidden::doDynamic).hasMessage("not found");
        assertThat(hidden.getDynamic("api")).isNull();
        assertThat(hidden.getDynamic("deployment-service")).isSameAs(page.getDynamic("deployment-service"));
    }

    @Test
    void whoIsNotLoggedInIsAskedToLogIn() {
        jenkins.caller = new FakeUser("anonymous");

        assertThatThrownBy(((HiddenPage) page.getTarget())::doIndex).hasMessage("log in");
    }

    @Test
    void theTextsAreInALanguageThatThereIs() {
        assertThat(page.getDisplayName()).isEqualTo("APS Deployer");
        assertThat(page.getTexts()).startsWith("{").contains("\"title\":\"APS Deployer\"");
    }

    @Test
    void theShellLoadsFilesThatThereAreAndHasASymbolForEachClassOfStatuses() throws IOException {
        var shell = view();
        var loaded = Pattern.compile("(?:href|src)=\"\\$\\{resURL}/plugin/aps-deployer/([^\"]+)\"")
                .matcher(shell)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(loaded).containsExactlyInAnyOrder("dashboard/aps.css", "dashboard/main.js");
        assertThat(loaded)
                .allSatisfy(file -> assertThat(Webapp.SOURCES.resolve(file)).exists());
        for (var each : StatusClass.values()) {
            assertThat(shell).contains("id=\"aps-symbol-" + each.json() + "\"");
        }
    }

    private static String view() throws IOException {
        try (var jelly = ApsRootAction.class.getResourceAsStream("ApsRootAction/index.jelly")) {
            return new String(jelly.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
