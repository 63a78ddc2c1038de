package io.jenkins.plugins.aps.jenkins.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import io.jenkins.plugins.aps.core.rest.Limits;
import io.jenkins.plugins.aps.core.rest.RestWorld;
import io.jenkins.plugins.aps.core.rest.SpecCheck;
import io.jenkins.plugins.aps.jenkins.FakeCredentials;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeUser;
import io.jenkins.plugins.aps.jenkins.security.ApsPermissions;
import java.util.Collections;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentServiceTest {
    private static final String BODY =
            "{\"name\": \"summer\", \"projectName\": \"holiday\", \"releaseVersion\": \"1\"}";

    private final RestWorld world = new RestWorld().shows(RestWorld.running("holiday"));
    private final FakeJenkins jenkins = FakeJenkins.install(world.core());
    private final DeploymentService api = (DeploymentService) new ApsRootAction().getDynamic("deployment-service");

    @BeforeEach
    void somebodyWhoMayLook() {
        jenkins.caller = new FakeUser("ada").with(ApsPermissions.VIEW);
    }

    @AfterEach
    void close() {
        jenkins.close();
    }

    @Test
    void listsAreThoseOfTheApi() throws Exception {
        var call = new StaplerCall("GET", "/v1/applications?status=RUNNING&name=holi", "").to(api);

        assertThat(call.status).isEqualTo(200);
        SpecCheck.check(
                "GET",
                "/v1/applications",
                200,
                call.answered.get("Content-Type"),
                call.text().getBytes());
        assertThat(call.text()).contains("\"name\":\"holiday\"");
        assertThat(call.answered).containsEntry("X-Content-Type-Options", "nosniff");

        var again = new StaplerCall("GET", "/v1/applications?status=RUNNING&name=holi", "");
        again.headers.put("If-None-Match", call.answered.get("ETag"));
        assertThat(again.to(api).status).isEqualTo(304);
    }

    @Test
    void whoMayNotIsRefusedByThePermission() throws Exception {
        jenkins.caller = new FakeUser("eve");

        var call = new StaplerCall("GET", "/v1/applications", "").to(api);

        assertThat(call.status).isEqualTo(403);
        assertThat(call.text()).contains("eve may not see applications: that needs the permission APS/View");
        jenkins.caller = new FakeUser("anonymous");
        assertThat(new StaplerCall("GET", "/v1/applications", "").to(api).status)
                .isEqualTo(401);
    }

    @Test
    void nothingIsReadOfWhatSomebodySendsWhoMayNothing() throws Exception {
        jenkins.caller = new FakeUser("eve");
        var call = new StaplerCall("POST", "/v1/applications", BODY);

        assertThat(call.to(api).status).isEqualTo(403);
        assertThat(call.read).isFalse();
    }

    @Test
    void whoMayOnlyLookDeploysNothingAndIsNotRead() throws Exception {
        var call = new StaplerCall("POST", "/v1/applications", BODY);
        call.headers.put("Content-Type", "application/json");

        assertThat(call.to(api).status).isEqualTo(403);
        assertThat(call.read).isFalse();
        assertThat(world.deployments()).isZero();
    }

    @Test
    void secretsComeFromTheCredentialsOfWhoAsks() throws Exception {
        jenkins.caller = new FakeUser("ada").with(ApsPermissions.DEPLOY);
        world.deploysAtOnce();
        IdCredentials smtp = FakeCredentials.of(StringCredentials.class, Collections.singletonMap("getSecret", null));
        jenkins.credentials.put("smtp", smtp);
        var call = new StaplerCall(
                "POST",
                "/v1/applications?dryRun=false",
                BODY.replace(
                        "}", ", \"secrets\": {\"connectors\": {\"email\": {\"P\": {\"credentialsId\": \"smtp\"}}}}}"));
        call.headers.put("Content-Type", "application/json");

        call.to(api);

        assertThat(call.status).as(call.text()).isEqualTo(202);
        assertThat(call.answered.get("Location")).startsWith("/jenkins/aps/deployment-service/v1/operations/");
        assertThat(jenkins.asked).contains("credential smtp of ada").doesNotContain("credential smtp");
    }

    @Test
    void aFormIsOfferedTheCredentialsOfWhoAsksWithoutTheirSecrets() throws Exception {
        jenkins.caller = new FakeUser("ada").with(ApsPermissions.VIEW).with(ApsPermissions.DEPLOY);
        // Whoever asked for its secret would fail.
        IdCredentials smtp =
                FakeCredentials.of(StringCredentials.class, Map.of("getId", "smtp", "getDescription", "Mail"));
        jenkins.credentials.put("smtp", smtp);

        var call = new StaplerCall("GET", "/v1/options", "").to(api);

        assertThat(call.text()).contains("\"credentials\":[{\"id\":\"smtp\",\"description\":\"Mail\"}]");
        assertThat(call.text()).contains("\"rights\":[\"view\",\"deploy\"]");
        assertThat(jenkins.asked).containsExactly("credentials of ada");
    }

    @Test
    void whatIsTooLargeIsNotRead() throws Exception {
        jenkins.caller = new FakeUser("ada").with(ApsPermissions.DEPLOY);
        var call = new StaplerCall("POST", "/v1/applications", "x".repeat(Limits.DEFAULT.bodyBytes() + 1)).to(api);

        assertThat(call.status).isEqualTo(413);
    }
}
