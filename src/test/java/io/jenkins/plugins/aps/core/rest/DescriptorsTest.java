package io.jenkins.plugins.aps.core.rest;

import static io.jenkins.plugins.aps.core.rest.RestWorld.release;
import static io.jenkins.plugins.aps.core.rest.RestWorld.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.api.ReleaseDetails;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.ProjectContent;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.view.Viewer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescriptorsTest {
    private static final String SUMMER =
            """
            {"name": "summer", "projectName": "holiday", "releaseVersion": "1", "projectId": "p",
             "security": [{"role": "ACTIVITI_ADMIN", "users": ["ada"], "groups": []}],
             "secrets": {"connectors": {"email": {"EMAIL_PASSWORD": {"credentialsId": "smtp"}}}}}""";

    private final RestWorld world = new RestWorld(new Limits(10_000, 20, 100, 10, Duration.ofMillis(50)));

    @BeforeEach
    void json() {
        world.headers.put("Content-Type", "application/json");
        world.shows(running("holiday")).offers(release("holiday", 1, true));
    }

    @Test
    void thoseOfApplicationsAndThoseThatWaitAreListed() {
        assertThat(world.send("POST", "/v1/descriptors/import", SUMMER).status())
                .isEqualTo(201);

        var list = world.get("/v1/descriptors");
        assertThat(list.each("name")).containsExactly("holiday", "summer");
        assertThat(list.each("deployed")).containsExactly("true", "false");
        assertThat(list.each("status")).containsExactly("Running", "DescriptorCreated");
        assertThat(world.get("/v1/descriptors?deployed=false").each("name")).containsExactly("summer");
        assertThat(world.get("/v1/descriptors?status=DESCRIPTOR_CREATED").each("name"))
                .containsExactly("summer");
        assertThat(world.get("/v1/descriptors?sort=name,desc&name=HOLI").each("name"))
                .containsExactly("holiday");
        assertThat(world.get("/v1/descriptors/summer")
                        .entry()
                        .at("/descriptor/secrets/connectors/email/EMAIL_PASSWORD/credentialsId")
                        .asText())
                .isEqualTo("smtp");
        assertThat(world.get("/v1/descriptors/none").status()).isEqualTo(404);
    }

    @Test
    void onlyWhatIsOfADescriptorIsKept() {
        world.send("POST", "/v1/descriptors/import", SUMMER);

        assertThat(world.aps.stored.get("summer").json())
                .contains("\"schemaVersion\":1")
                .doesNotContain("projectId");
        assertThat(world.send("POST", "/v1/descriptors/import", SUMMER.replace("summer", "holiday"))
                        .status())
                .isEqualTo(409);
        assertThat(world.send("POST", "/v1/descriptors/import", "{\"name\":\"x\",\"releaseId\":\"none\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsExportedCanBeImported() throws Exception {
        world.aps.released = released(release("holiday", 1, true));
        var zip = world.get("/v1/descriptors/holiday/export?type=JSON&attachment=true");

        assertThat(zip.header("Content-Disposition")).isEqualTo("attachment; filename=\"holiday.zip\"");
        var json = new String(
                Zips.find(zip.answer().body(), "descriptor.json", 10_000).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(json).contains("\"name\":\"holiday\"", "\"credentialsId\":\"smtp-id\"");
        assertThat(Zips.find(zip.answer().body(), "holiday/holiday.json", 10_000))
                .hasValueSatisfying(manifest -> assertThat(manifest).asString().isEqualTo("{}"));
        assertThat(Zips.find(zip.answer().body(), "holiday/forms/request.json", 10_000))
                .isPresent();
        var renamed = DescriptorZip.of(
                json.replace("\"name\":\"holiday\"", "\"name\":\"copy\""), world.aps.released.project());
        world.headers.put("Content-Type", "application/zip");
        assertThat(world.send("POST", "/v1/descriptors/import", renamed).status())
                .isEqualTo(201);
        world.headers.put("Content-Type", "multipart/form-data; boundary=\"a b\"");
        world.aps.stored.clear();
        var got = world.send("POST", "/v1/descriptors/import", multipart("a b", "file", renamed));
        assertThat(got.status()).as(got.text()).isEqualTo(201);
        assertThat(world.aps.stored).containsKey("copy");
    }

    /** With two files. */
    private static ReleaseDetails released(Release release) {
        return new ReleaseDetails(
                release,
                new Project(
                        "holiday",
                        "1",
                        "",
                        Principals.NONE,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("request"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(
                                new ProjectContent("holiday.json", "{}".getBytes()),
                                new ProjectContent("forms/request.json", "{}".getBytes())),
                        List.of()));
    }

    @Test
    void aReleaseThatIsAnotherOneByNowIsNotExportedAsTheDeployedOne() {
        var now = release("holiday", 1, true);
        world.aps.released = released(new Release(
                now.repository(),
                now.project(),
                now.version(),
                now.createdBy(),
                now.createdAt(),
                now.comment(),
                true,
                "f".repeat(40),
                now.folder(),
                now.signature()));

        var got = world.get("/v1/descriptors/holiday/export");

        assertThat(got.status()).isEqualTo(409);
        assertThat(got.text()).contains("holiday/1 is another one by now", "f".repeat(40));
    }

    private static byte[] multipart(String boundary, String name, byte[] content) throws Exception {
        var body = new ByteArrayOutputStream();
        body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"" + name
                        + "\"; filename=\"x.zip\"\r\nContent-Type: application/zip\r\n\r\n")
                .getBytes());
        body.write(content);
        body.write(("\r\n--" + boundary + "--\r\n").getBytes());
        return body.toByteArray();
    }

    @Test
    void filesThatAreNotWhatTheySayAreRefused() throws Exception {
        world.headers.put("Content-Type", "multipart/form-data; boundary=x");
        assertThat(world.send("POST", "/v1/descriptors/import", multipart("x", "other", new byte[3]))
                        .wrong())
                .containsExactly("file");
        assertThat(world.send("POST", "/v1/descriptors/import", "--x\r\n\r\n").wrong())
                .containsExactly("file");
        assertThat(world.send(
                                "POST",
                                "/v1/descriptors/import",
                                "--x\r\nContent-Disposition: form-data; name=file\r\n\r\n{")
                        .wrong())
                .containsExactly("file");
        world.headers.put("Content-Type", "multipart/form-data");
        assertThat(world.send("POST", "/v1/descriptors/import", "").wrong()).containsExactly("Content-Type");
        world.headers.put("Content-Type", "application/zip");
        assertThat(world.send("POST", "/v1/descriptors/import", Zips.of(Map.of("other.json", new byte[1])))
                        .wrong())
                .containsExactly("file");
        assertThat(world.send("POST", "/v1/descriptors/import", "PKnothing").wrong())
                .containsExactly("file");
        assertThat(world.send("POST", "/v1/descriptors/import", bomb()).text()).contains("when it is unpacked");
        world.headers.put("Content-Type", "text/csv");
        assertThat(world.send("POST", "/v1/descriptors/import", SUMMER).status())
                .isEqualTo(415);
    }

    private static byte[] bomb() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("filler"));
            zip.write(new byte[1_000_000]);
            zip.putNextEntry(new ZipEntry("descriptor.json"));
            zip.write('{');
        }
        return bytes.toByteArray();
    }

    @Test
    void oneThatWaitsIsDeployedWithWhatIsAdded() {
        world.send("POST", "/v1/descriptors/import", SUMMER);
        world.caller.credentials.put("other", "s3cret");

        var got = world.send(
                "POST",
                "/v1/deploy/summer",
                """
                {"variables": {"connectors": {"email": {"EMAIL_HOST": "smtp"}}},
                 "secrets": {"connectors": {"email": {"EMAIL_PASSWORD": {"credentialsId": "other"}}}}}""");

        assertThat(got.status()).as(got.text()).isEqualTo(202);
        var asked = world.aps.deploys.get(0);
        assertThat(asked.application()).isEqualTo("summer");
        assertThat(asked.descriptor()).contains("\"EMAIL_HOST\":\"smtp\"", "\"users\":[\"ada\"]");
        assertThat(asked.connectors()
                        .get(0)
                        .secrets()
                        .get("EMAIL_PASSWORD")
                        .value()
                        .reveal())
                .isEqualTo("s3cret");
        assertThat(world.send("POST", "/v1/deploy/summer", "{\"name\": \"x\"}").wrong())
                .containsExactly("name");
        assertThat(world.send("POST", "/v1/deploy/holiday", "").status()).isEqualTo(409);
        assertThat(world.send("POST", "/v1/deploy/none", "").status()).isEqualTo(404);
    }

    @Test
    void oneThatIsDeployedStaysAndOneThatWaitsGoes() {
        world.send("POST", "/v1/descriptors/import", SUMMER);

        assertThat(world.send("DELETE", "/v1/descriptors/holiday", "").status()).isEqualTo(409);
        assertThat(world.send("DELETE", "/v1/descriptors/summer", "").text()).isEqualTo("{}");
        assertThat(world.aps.stored).isEmpty();
    }

    @Test
    void whatSomebodyKeepsAnotherRemovesOnlyByForce() {
        world.caller.name = "ada";
        world.send("POST", "/v1/descriptors/import", SUMMER);
        world.caller.name = "eve";
        world.caller.rights.remove(Right.FORCE_UNDEPLOY);

        var refused = world.send("DELETE", "/v1/descriptors/summer", "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("is kept by ada");
        assertThat(world.aps.stored).containsOnlyKeys("summer");

        world.caller.rights.add(Right.FORCE_UNDEPLOY);
        assertThat(world.send("DELETE", "/v1/descriptors/summer", "").status()).isEqualTo(200);
    }

    @Test
    void whoKeepsADescriptorRemovesItAndSoDoesAnybodyWhereThatIsNotKnown() {
        world.caller.rights.remove(Right.FORCE_UNDEPLOY);
        world.caller.name = "ada";
        world.send("POST", "/v1/descriptors/import", SUMMER);
        assertThat(world.send("DELETE", "/v1/descriptors/summer", "").status()).isEqualTo(200);

        world.aps.descriptors().keep("default", SUMMER, "");
        assertThat(world.send("DELETE", "/v1/descriptors/summer", "").status()).isEqualTo(200);
    }

    @Test
    void oneOfASecondClusterIsOneThingAndThatOfItsNameInTheFirstAnother() {
        world.showsAnotherCluster();
        world.send("POST", "/v1/descriptors/import", SUMMER);
        var there = world.send("POST", "/v1/descriptors/import?cluster=other", SUMMER.replace("smtp", "smtp-other"));

        assertThat(there.header("Location")).endsWith("/v1/descriptors/summer?cluster=other");
        assertThat(there.entry().path("cluster").asText()).isEqualTo("other");
        assertThat(world.get("/v1/descriptors/summer?cluster=other").text()).contains("smtp-other");
        assertThat(world.get("/v1/descriptors/summer").text()).doesNotContain("smtp-other");
        assertThat(world.get("/v1/descriptors?deployed=false&cluster=other").each("cluster"))
                .containsExactly("other");
        world.aps.released = released(release("holiday", 1, true));
        var zip = world.get("/v1/descriptors/summer/export?cluster=other");
        assertThat(Zips.find(zip.answer().body(), "descriptor.json", 10_000))
                .hasValueSatisfying(json -> assertThat(json).asString().contains("smtp-other"));
        world.caller.credentials.put("smtp-other", "s3cret");
        var deployed = world.send("POST", "/v1/deploy/summer?cluster=other", "");
        assertThat(deployed.status()).as(deployed.text()).isEqualTo(202);
        assertThat(world.aps.deploys.get(0).cluster()).isEqualTo("other");
        assertThat(world.aps
                        .deploys
                        .get(0)
                        .connectors()
                        .get(0)
                        .secrets()
                        .get("EMAIL_PASSWORD")
                        .credentialsId())
                .isEqualTo("smtp-other");
    }

    @Test
    void aDeletionRemovesThatOfTheClusterItNamesAndNoOther() {
        world.showsAnotherCluster();
        world.send("POST", "/v1/descriptors/import", SUMMER);
        world.send("POST", "/v1/descriptors/import?cluster=other", SUMMER);

        assertThat(world.send("DELETE", "/v1/descriptors/summer?cluster=other", "")
                        .status())
                .isEqualTo(200);
        assertThat(world.aps.storedInOther).isEmpty();
        assertThat(world.aps.stored).containsOnlyKeys("summer");
    }

    @Test
    void aDeletionWithoutAClusterRemovesTheOneThatAReadTells() {
        world.showsAnotherCluster();
        world.send("POST", "/v1/descriptors/import?cluster=other", SUMMER);

        assertThat(world.get("/v1/descriptors/summer").entry().path("cluster").asText())
                .isEqualTo("other");
        assertThat(world.send("DELETE", "/v1/descriptors/summer", "").status()).isEqualTo(200);
        assertThat(world.aps.storedInOther).isEmpty();
    }

    @Test
    void aZipThatHoldsAFileTwiceIsRefused() throws Exception {
        world.headers.put("Content-Type", "application/zip");
        var zip = Zips.of(Map.of("descriptor.json", SUMMER.getBytes(), "descriptor.jsom", "{}".getBytes()));
        var twice = new String(zip, StandardCharsets.ISO_8859_1)
                .replace("descriptor.jsom", "descriptor.json")
                .getBytes(StandardCharsets.ISO_8859_1);

        var got = world.send("POST", "/v1/descriptors/import", twice);

        assertThat(got.wrong()).containsExactly("file");
        assertThat(got.text()).contains("'descriptor.json' twice");
        assertThat(world.aps.stored).isEmpty();
    }

    @Test
    void thoseOfApplicationsThatMayNotBeSeenAreNotTold() {
        world.caller.viewer = new Viewer("eve", Set.of(), false);

        assertThat(world.get("/v1/descriptors").each("name")).isEmpty();
        assertThat(world.get("/v1/descriptors/holiday").status()).isEqualTo(404);
        assertThat(world.get("/v1/descriptors/holiday/export").status()).isEqualTo(404);
    }

    @Test
    void thoseOfApplicationsAreToldThoughTheClusterIsAway() {
        world.aps.away = true;

        assertThat(world.get("/v1/descriptors").each("name")).containsExactly("holiday");
        assertThat(world.get("/v1/descriptors/summer").status()).isEqualTo(503);
    }

    @Test
    void itsModelsAreThoseOfItsRelease() {
        assertThat(world.get("/v1/descriptors/holiday/models?type=CONNECTOR")
                        .json()
                        .isArray())
                .isTrue();
        assertThat(world.get("/v1/descriptors/holiday/models?type=FORM").wrong())
                .containsExactly("type");
    }

    @Test
    void platformVersionsAndLogsHaveTheirPaths() {
        assertThat(world.get("/v1/applications/runtime-versions").each("version"))
                .containsExactly("activiti-7", "activiti-8");
        assertThat(world.get("/v1/applications/runtime-versions?versionEqualOrLater=activiti-8")
                        .each("version"))
                .containsExactly("activiti-8");
        assertThat(world.get("/v1/applications/runtime-versions/latest")
                        .entry()
                        .path("version")
                        .asText())
                .isEqualTo("activiti-8");
        assertThat(world.send("POST", "/v1/applications/holiday/update?runtimeVersion=activiti-7", "")
                        .status())
                .isEqualTo(202);
        assertThat(world.aps.redeploys.get(0).runtimeVersion()).contains("activiti-7");
        assertThat(world.send("POST", "/v1/applications/holiday/update?runtimeVersion=activiti-8", "")
                        .status())
                .isEqualTo(202);
        assertThat(world.aps.redeploys.get(1).runtimeVersion()).contains("activiti-8");
        assertThat(world.send("POST", "/v1/applications/holiday/update", "").status())
                .isEqualTo(202);
        assertThat(world.aps.redeploys.get(2).runtimeVersion())
                .as("that of its cluster")
                .contains("");
        assertThat(world.send("POST", "/v1/applications/holiday/update?runtimeVersion=activiti-6", "")
                        .status())
                .isEqualTo(404);
        assertThat(world.get("/v1/applications/holiday/logs/rb?lines=7")
                        .entry()
                        .path("content")
                        .asText())
                .isEqualTo("==> rb-1/rb <==\nstarted, 7");
        assertThat(world.get("/v1/applications/holiday/logs/none").status()).isEqualTo(404);
        assertThat(world.get("/v1/applications/none/logs/rb").status()).isEqualTo(404);
    }
}
