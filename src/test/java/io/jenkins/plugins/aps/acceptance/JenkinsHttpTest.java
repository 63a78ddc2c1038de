package io.jenkins.plugins.aps.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JenkinsHttpTest {
    private FakeJenkins jenkins;
    private JenkinsHttp http;

    @BeforeEach
    void start() throws Exception {
        jenkins = new FakeJenkins();
        http = new JenkinsHttp(jenkins.url(), "devops", "right");
    }

    @AfterEach
    void stop() {
        jenkins.close();
    }

    @Test
    void followsABuildFromTheQueueToItsResult() throws Exception {
        var build = Build.start(http, "job/a/", "");
        assertThat(build.path()).isEqualTo("job/a/3/");
        assertThat(build.result(Duration.ofSeconds(5))).isEqualTo("SUCCESS");
    }

    @Test
    void fetchesANewCrumbWhenItsSessionHasEnded() throws Exception {
        assertThat(http.postForm("job/a/build", "").status()).isEqualTo(201);
        jenkins.forgetSessions();
        assertThat(http.postForm("job/a/build", "").status()).isEqualTo(201);
    }

    @Test
    void tellsWhatWasForbidden() throws Exception {
        var reply = http.postForm("job/forbidden/build", "");
        assertThatThrownBy(() -> reply.expect(201))
                .hasMessage("POST /job/forbidden/build answered 403: devops is missing the Job/Build permission");
    }

    @Test
    void failsWithAWrongPassword() {
        var stranger = new JenkinsHttp(jenkins.url(), "devops", "wrong");
        assertThatThrownBy(() -> stranger.postForm("job/a/build", "")).hasMessageContaining("answered 401");
    }

    @Test
    void sendsThePasswordToNoOtherServer() {
        assertThatThrownBy(() -> http.get("http://127.0.0.1:1/job/a/")).hasMessageContaining("another server");
    }
}
