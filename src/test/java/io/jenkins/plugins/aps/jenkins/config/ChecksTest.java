package io.jenkins.plugins.aps.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/models.git, OK",
        "ssh://git@git.example.org/models.git, OK",
        "git@git.example.org:models.git, OK",
        "http://git.example.org/models.git, WARNING",
        "https://user:password@git.example.org/models.git, ERROR",
        "file:///etc, ERROR",
        "/srv/models.git, ERROR",
        "ext::sh -c id, ERROR",
        "git://git.example.org/models.git, ERROR",
        "'', ERROR",
    })
    void acceptsRepositoriesOfTheThreeSchemes(String url, Finding.Kind kind) {
        assertThat(Checks.gitUrl(url).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"https://cluster:6443, OK", "'', OK", "http://cluster, ERROR", "cluster:6443, ERROR", "https://, ERROR"
    })
    void acceptsClustersByHttps(String url, Finding.Kind kind) {
        assertThat(Checks.optionalUrl(url, "https").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"aps-platform, OK", "'', OK", "kube-system, ERROR", "default, ERROR", "Bad, ERROR", "-a, ERROR"})
    void keepsThePlatformNamespaceAwayFromTheClusters(String namespace, Finding.Kind kind) {
        assertThat(Checks.namespace(namespace).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"{project}/{version}, OK", "v{version}, ERROR", "'', OK"})
    void wantsBothPartsInATagPattern(String pattern, Finding.Kind kind) {
        assertThat(Checks.tagPattern(pattern).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"'', OK", "nonsense, ERROR", "-----BEGIN PRIVATE KEY-----, ERROR"})
    void refusesWhatIsNoCertificate(String pem, Finding.Kind kind) {
        assertThat(Checks.certificate(pem).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"default, OK", "'', ERROR", "a b, ERROR"})
    void wantsAName(String name, Finding.Kind kind) {
        assertThat(Checks.name(name).kind()).isEqualTo(kind);
    }
}
