package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.descriptor.DescriptorText;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.run.RecordedSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
    private static final String DESCRIPTOR =
            """
            {"schemaVersion": 1, "name": "holiday", "projectName": "holiday", "releaseVersion": "3", "commit": "c0ffee",
             "security": [{"role": "ACTIVITI_ADMIN", "users": ["ada"], "groups": []}]}""";

    private static final ClusterSettings CLUSTER = new ClusterSettings(
            "default",
            "https://cluster.example.org",
            "",
            () -> {
                throw new AssertionError("nobody may ask for the credential");
            },
            "platform",
            "https://gateway.example.org",
            "activiti-7");

    @TempDir
    Path folder;

    private Preparation preparation() throws IOException {
        var file = folder.resolve("holiday.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("descriptor.json"));
            zip.write(DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("holiday/holiday.json"));
            zip.write("{\"name\": \"holiday\"}".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("holiday/processes/request.bpmn20.xml"));
            try (var process =
                    DescriptorText.class.getResourceAsStream("bpmn/loaded/file-root-is-process.bpmn20.xml")) {
                process.transferTo(zip);
            }
        }
        var repository =
                new RepositorySettings("default", file.toString(), GitCredential.Anonymous::new, "", "", "**", true);
        var settings = new ApsSettings(List.of(CLUSTER), List.of(repository), folder, "test", Duration.ofSeconds(30));
        return new Preparation(new Connections(settings), Catalogs.builtIn());
    }

    private static DeployRequest request() {
        return DescriptorText.merge(new DeployRequest(
                "op-1",
                "ada",
                "",
                "",
                "",
                "",
                "",
                "",
                DESCRIPTOR,
                Access.NONE,
                List.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                true,
                FailurePolicy.LEAVE,
                IfRunning.FAIL));
    }

    /** It was compared with itself: nobody may take the file's word for what a repository has. */
    @Test
    void theCommitOfAFileIsToldAsItsOwnWord() throws IOException {
        var preparation = preparation();

        var gateway = new Gateway(false, "");
        var prepared = preparation.prepare(request(), CLUSTER, true, gateway, RecordedSettings.NONE);
        var again =
                preparation.prepareAgain(gateway.given(Optional.empty()), prepared.kept(), Map.of(), Optional.empty());

        assertThat(List.of(prepared.notes(), again.notes())).allSatisfy(notes -> assertThat(notes)
                .anySatisfy(note -> assertThat(note).contains("commit c0ffee as the file ", "not checked")));
    }
}
