package io.jenkins.plugins.aps.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.ForwardProxy;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitOverHttpIT {
    private static final GitCredential RIGHT = new GitCredential.UserPassword("ci", new SecretValue("s3cret"));
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ci:s3cret".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path temp;

    private TestRepository models;

    @BeforeEach
    void repository() throws Exception {
        models = new TestRepository(temp.resolve("models.git"));
        models.tag(
                "holiday/1", "First", models.commit("one", Map.of("holiday/holiday.json", "{\"name\": \"holiday\"}")));
    }

    @AfterEach
    void close() {
        models.close();
    }

    private GitReleaseSource source(String url, GitCredential credential) {
        return new GitReleaseSource(TestRepository.settings(url, credential, false), temp.resolve("cache"));
    }

    @Test
    void readsAndRefreshesWithAPassword() throws Exception {
        try (var server = new HttpGit(models.repository, BASIC, "")) {
            var source = source(server.url(), RIGHT);
            assertThat(source.releases(false)).hasSize(1);
            models.tag(
                    "holiday/2",
                    "Second",
                    models.commit("two", Map.of("holiday/holiday.json", "{\"name\": \"holiday\"}")));
            assertThat(source.releases(true)).hasSize(2);
        }
    }

    @Test
    void goesThroughAProxyThatWantsToKnowWho() throws Exception {
        try (var server = new HttpGit(models.repository, BASIC, "");
                var proxy = new ForwardProxy("ada:pr0xy")) {
            var settings = TestRepository.settings(server.url(), RIGHT, false);
            var source = new GitReleaseSource(settings.through(proxy.choice("ada", "pr0xy")), temp.resolve("cache"));
            assertThat(source.releases(false)).hasSize(1);
            assertThat(proxy.asked)
                    .isNotEmpty()
                    .allMatch(asked ->
                            asked.startsWith("GET " + server.url()) || asked.startsWith("POST " + server.url()));
        }
    }

    @Test
    void saysThatAPasswordIsWrongWithoutRepeatingIt() throws Exception {
        try (var server = new HttpGit(models.repository, BASIC, "")) {
            var wrong = new GitCredential.UserPassword("ci", new SecretValue("hunter2"));
            for (var credential : new GitCredential[] {wrong, new GitCredential.Anonymous()}) {
                assertThatThrownBy(() -> source(server.url(), credential).releases(false))
                        .isInstanceOfSatisfying(
                                ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED))
                        .hasMessageContaining("'models'")
                        .hasMessageContaining(server.url())
                        .hasStackTraceContaining("models.git")
                        .satisfies(e -> assertThat(stack(e)).doesNotContain("hunter2"));
            }
        }
    }

    @Test
    void followsNoRedirectSoThatNoPasswordGoesAstray() throws Exception {
        try (var stranger = new HttpGit(models.repository, BASIC, "");
                var server = new HttpGit(models.repository, BASIC, stranger.url())) {
            assertThatThrownBy(() -> source(server.url(), RIGHT).releases(false))
                    .isInstanceOf(ApsException.class)
                    .hasMessageContaining("redirect");
            assertThat(server.authorizations).contains(BASIC);
            assertThat(stranger.authorizations).isEmpty();
        }
    }

    @Test
    void saysThatThereIsNoSuchRepository() throws Exception {
        try (var server = new HttpGit(models.repository, "", "")) {
            var url = server.url().replace("models", "nothing");
            assertThatThrownBy(() -> source(url, null).releases(false))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() ->
                        source("http://127.0.0.1:" + free + "/models.git", null).releases(false))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE));
    }

    private static String stack(Throwable error) {
        var text = new java.io.StringWriter();
        error.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
