package io.jenkins.plugins.aps.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import groovy.lang.GroovyShell;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class ResourcesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"scripted", "declarative", "status", "bad-input", "stuck", "secret", "failing", "kept", "abort"})
    void pipelinesAreGroovy(String name) {
        var script = Resources.pipeline(name, "holiday-request");
        assertThat(script).doesNotContain("@APPLICATION@");
        assertThatCode(() -> new GroovyShell().parse(script)).doesNotThrowAnyException();
    }

    @Test
    void theDeclarativePipelineHasNoScriptBlock() {
        assertThat(Resources.text("pipelines/declarative.groovy")).doesNotContainPattern("script\\s*\\{");
    }

    @Test
    void theConfigurationIsYamlWithTheContractsNames() throws Exception {
        var yaml = new ObjectMapper(new YAMLFactory()).readTree(Resources.text("jenkins.yaml"));
        var aps = yaml.path("unclassified").path("aps");
        assertThat(aps.fieldNames())
                .toIterable()
                .containsExactly(
                        "clusters",
                        "repositories",
                        "devopsRoles",
                        "serviceIdentity",
                        "serviceIdentityJobs",
                        "serviceIdentityCauses");
        assertThat(aps.path("clusters").path(0).path("serverUrl").asText()).isEqualTo("${APS_CLUSTER_URL}");
        assertThat(yaml.path("jenkins").path("securityRealm").path("local").path("users"))
                .hasSize(3);
    }

    @Test
    void ourConfigurationCanBeLeftOut() throws Exception {
        var yaml = new ObjectMapper(new YAMLFactory())
                .readTree(Resources.withoutOurs(Resources.text("jenkins.yaml")))
                .path("unclassified");
        assertThat(yaml.fieldNames()).toIterable().containsExactly("location");
    }

    @Test
    void aJobKeepsItsScript() throws Exception {
        var script = "echo \"a < b && c > d\"";
        // The parser of the JDK reads XML 1.0; Jenkins's reads 1.1, as its own files say.
        var xml = Resources.job(script).replace("version=\"1.1\"", "version=\"1.0\"");
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        assertThat(document.getElementsByTagName("script").item(0).getTextContent())
                .isEqualTo(script);
    }

    @Test
    void theRepositoryServesTwoReleases(@TempDir Path folder) throws Exception {
        try (var server = new GitServer(folder)) {
            var refs = Git.lsRemoteRepository()
                    .setRemote(server.url())
                    .setHeads(true)
                    .setTags(true)
                    .callAsMap();
            assertThat(refs).containsOnlyKeys("refs/heads/main", "refs/tags/holiday/1", "refs/tags/holiday/2");
        }
    }

    @Test
    void findsASecretInAFileAlsoInBase64(@TempDir Path folder) throws Exception {
        var needles = SecretChecks.needles(Map.of("password", "s3cr3t-value"));
        var plain = Files.writeString(folder.resolve("build.xml"), "<a>s3cr3t-value</a>");
        var encoded = Files.writeString(
                folder.resolve("program.dat"),
                Base64.getEncoder().encodeToString("s3cr3t-value".getBytes(StandardCharsets.UTF_8)));
        var clean = Files.writeString(folder.resolve("log"), "****");
        assertThat(SecretChecks.inFile(plain, needles)).containsExactly("password in " + plain);
        assertThat(SecretChecks.inFile(encoded, needles)).containsExactly("password in base64 in " + encoded);
        assertThat(SecretChecks.inFile(clean, needles)).isEmpty();
    }
}
