package io.jenkins.plugins.aps.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {
    private static RepositoryUrl url(String url) {
        return RepositoryUrl.of(TestRepository.settings(url, null, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example.org/models.git",
                "http://127.0.0.1:8080/models.git",
                "ssh://git@git.example.org:2222/models.git",
                "git@git.example.org:team/models.git",
                "https://[::1]:8443/models.git"
            })
    void acceptsWhatTheContractsName(String text) {
        // '::' names a transport helper everywhere but in an IPv6 address.
        if (text.contains("::")) {
            assertThatThrownBy(() -> url(text)).isInstanceOf(ApsException.class);
        } else {
            assertThat(url(text).shown()).doesNotContain("@");
        }
    }

    @Test
    void isToldWithoutTheUser() {
        var settings = TestRepository.settings("ssh://git@git.example.org:2222/models.git", null, false);
        assertThat(RepositoryUrl.of(settings).told(settings))
                .isEqualTo("the repository 'models' at ssh://git.example.org:2222/models.git");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "git://git.example.org/models.git",
                "ext::sh -c touch% /tmp/x",
                "ext::sh",
                "file:///etc",
                "/var/lib/models.git",
                "../models.git",
                "models",
                "ftp://git.example.org/models.git",
                "https://user:hunter2@git.example.org/models.git",
                "https://hunter2@git.example.org/models.git",
                "ssh://git:hunter2@git.example.org/models.git",
                "https://git.example.org/models.git?token=hunter2",
                "https://git.example.org/mo\ndels.git",
                "ssh://-oProxyCommand=x/models.git",
                "-oProxyCommand=x@git.example.org:models.git",
                "https:///models.git"
            })
    void refusesEverythingElseAndRepeatsNoPassword(String text) {
        assertThatThrownBy(() -> url(text))
                .isInstanceOf(ApsException.class)
                .hasMessageContaining("'models'")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void acceptsAPathWhereThatIsAllowed() {
        var settings = TestRepository.settings("file:///srv/models.git", null, true);
        assertThat(RepositoryUrl.of(settings).shown()).isEqualTo("/srv/models.git");
    }
}
