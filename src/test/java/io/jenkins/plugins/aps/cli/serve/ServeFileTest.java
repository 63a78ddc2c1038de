package io.jenkins.plugins.aps.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeFileTest {
    @TempDir
    private Path folder;

    private final InputProblems problems = new InputProblems();

    @BeforeEach
    void files() throws IOException {
        write("kubeconfig", "apiVersion: v1\nkind: Config\n");
        write("git-password", "hunter2\n");
        write("ci-token", "0123456789abcdef\n");
        write("screen-token", "fedcba9876543210\n");
        write("smtp-password", "s3cret\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private ServeFile read(String yaml) throws IOException {
        write("aps.yaml", yaml);
        return ServeFile.read("--config", folder.resolve("aps.yaml"), problems);
    }

    private List<String> wheres() {
        return problems.list().stream().map(problem -> problem.where()).toList();
    }

    @Test
    void aFileThatCantBeReadIsOneProblem() throws Exception {
        assertThat(read("clusters: [").serve()).isNull();
        ServeFile.read("--config", folder.resolve("other.yaml"), problems);
        assertThat(wheres()).containsExactly("--config", "--config");
    }

    @Test
    void theExampleOfTheDocumentationIsUnderstood() throws Exception {
        var docs = Files.readString(Path.of("docs/serve.md"));
        var start = docs.indexOf("```yaml\n") + 8;

        var file = read(docs.substring(start, docs.indexOf("```", start)));

        assertThat(problems.list()).isEmpty();
        assertThat(file.serve().address()).isEqualTo("0.0.0.0");
        assertThat(file.serve().hosts()).containsExactly("aps.example.org");
        assertThat(file.serve().tokens().get(1).rights()).containsExactly(Right.VIEW);
        assertThat(file.clusters().get(0).credential().get()).isInstanceOf(ClusterCredential.Kubeconfig.class);
        assertThat(file.clusters().get(0).gatewayUrl()).isEqualTo("https://gateway.example.org");
        var git = (GitCredential.UserPassword)
                file.repositories().get(0).credential().get();
        assertThat(git.password().reveal()).isEqualTo("hunter2");
        assertThat(file.credentials().value("smtp").orElseThrow().reveal()).isEqualTo("s3cret");
        assertThat(file.credentials().value("git"))
                .as("not meant for variables")
                .isEmpty();
    }

    @Test
    void nothingIsOpenByAccident() throws Exception {
        read("serve: {address: 0.0.0.0}\nclusters: [{name: default}]\n");
        assertThat(wheres()).containsExactly("serve.tokens");
    }

    @Test
    void aNameOfThisMachineThatIsNotItsLoopbackNeedsTokensToo() throws Exception {
        read("serve: {address: localhost.example.org}\nclusters: [{name: default}]\n");
        assertThat(wheres()).containsExactly("serve.tokens");
    }

    @Test
    void tokensThatCouldBeGuessedOrMixedUpAreRefused() throws Exception {
        write("short-token", "letmein\n");
        write("copy", "0123456789abcdef");
        read(
                """
                serve:
                  tokens:
                    - {name: a, file: short-token, rights: [view]}
                    - {name: b, file: ci-token, rights: [view]}
                    - {name: c, file: copy, rights: [deploy]}
                clusters: [{name: default}]
                """);

        assertThat(wheres()).containsExactly("serve.tokens[0].file", "serve.tokens[2].file");
        assertThat(problems.list().toString()).doesNotContain("letmein", "0123456789abcdef");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws Exception {
        read(
                """
                serve:
                  port: many
                  colour: red
                  tokens: [{name: ci, file: missing, rights: [fly]}, {name: ci, file: ci-token}]
                  limits: {bodyBytes: 1}
                credentials:
                  - {id: kube, kubeconfig: kubeconfig, token: ci-token}
                  - {id: git, password: git-password}
                clusters:
                  - {name: default, credentialsId: git, gatewayUrl: gateway}
                  - {name: default}
                repositories:
                  - {url: "https://bot:hunter2@git.example.org/models.git", credentialsId: git}
                devopsRoles: [APS_DEVOPS]
                """);

        assertThat(wheres())
                .contains(
                        "serve.port",
                        "serve.colour",
                        "serve.tokens",
                        "serve.tokens[0].rights",
                        "serve.tokens[1].name",
                        "serve.tokens[1].rights",
                        "serve.limits.bodyBytes",
                        "credentials[0]",
                        "clusters[0].credentialsId",
                        "clusters[0].gatewayUrl",
                        "clusters",
                        "repositories[0].name",
                        "repositories[0].url",
                        "repositories[0].credentialsId",
                        "devopsRoles");
        assertThat(problems.list().toString()).doesNotContain("hunter2");
    }

    @Test
    void textThatIsNoYamlIsToldWithItsPlace() throws Exception {
        read("serve: [\n");
        assertThat(problems.list().get(0).message()).contains("is no YAML at line");
    }

    @Test
    void aFieldThatIsGivenTwiceIsNotGuessed() throws Exception {
        read("clusters: [{name: a}]\nclusters: [{name: b}]\n");
        assertThat(wheres()).contains("--config");
    }

    @Test
    void platformVersionsOfOnesOwnComeFromAnAddressAFileOrStandHere() throws Exception {
        write("eight.yaml", "version: activiti-8\n");
        var file = read(
                """
                releaseIntervalSeconds: 300
                clusters: [{name: default}]
                catalogs:
                  - {name: activiti-8, file: eight.yaml}
                  - {name: activiti-9, url: "https://catalogs.example.org/9.yaml"}
                  - name: ours
                    content: |
                      version: ours
                """);

        assertThat(problems.list()).isEmpty();
        assertThat(file.catalogs())
                .containsExactly(
                        new CatalogSettings("activiti-8", "", "version: activiti-8\n"),
                        new CatalogSettings("activiti-9", "https://catalogs.example.org/9.yaml", ""),
                        new CatalogSettings("ours", "", "version: ours\n"));
        assertThat(file.releaseInterval()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatIsWrongWithPlatformVersionsIsTold() throws Exception {
        read(
                """
                releaseIntervalSeconds: 1
                clusters: [{name: default}]
                catalogs:
                  - {name: a, file: none.yaml}
                  - {name: b, url: "http://catalogs.example.org/9.yaml"}
                  - {name: c}
                  - {name: d, url: "https://catalogs.example.org/9.yaml", content: x, colour: red}
                  - {name: d, content: x}
                """);

        assertThat(wheres())
                .containsExactlyInAnyOrder(
                        "releaseIntervalSeconds",
                        "catalogs",
                        "catalogs[1].url",
                        "catalogs[2]",
                        "catalogs[3]",
                        "catalogs[3].colour",
                        "catalogs");
    }
}
