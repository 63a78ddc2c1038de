package io.jenkins.plugins.aps.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
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
    @CsvSource({
        "https://gateway.example.org, OK",
        "'', OK",
        "https://user:hunter2@gateway.example.org, ERROR",
        "https://gateway.example.org/apps, ERROR",
        "gateway, ERROR",
    })
    void acceptsGatewaysWithoutUserAndPath(String url, Finding.Kind kind) {
        assertThat(Checks.gatewayUrl(url).kind()).isEqualTo(kind);
        assertThat(Checks.gatewayUrl(url).message()).doesNotContain("hunter2");
    }

    /** Configuration as code, which asks no form. */
    @Test
    void aClusterTakesNoGatewayWithAPassword() {
        var cluster = new ClusterConfiguration("test");

        assertThatThrownBy(() -> cluster.setGatewayUrl("https://user:hunter2@gateway.example.org"))
                .hasMessageContaining("gateway URL of cluster 'test' holds a user or a password")
                .hasMessageNotContaining("hunter2");
        assertThat(cluster.getGatewayUrl()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://cluster:6443, OK", "'', OK", "http://cluster, ERROR", "cluster:6443, ERROR", "https://, ERROR"
    })
    void acceptsClustersByHttps(String url, Finding.Kind kind) {
        assertThat(Checks.optionalUrl(url, "https").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "https://catalogs.example.org/8.yaml, '', OK",
        "http://catalogs.example.org/8.yaml, '', ERROR",
        "file:///etc/passwd, '', ERROR",
        "'', 'version: 8', OK",
        "https://catalogs.example.org/8.yaml, 'version: 8', ERROR",
        "'', '', ERROR",
    })
    void aCatalogIsAtOneEncryptedAddressOrHere(String url, String content, Finding.Kind kind) {
        assertThat(Checks.catalogUrl(url, content).kind()).isEqualTo(kind);
    }

    @Test
    void aCatalogThatCantBeReadIsToldWhy() {
        assertThat(Checks.catalogContent("activiti-8", "").kind()).isEqualTo(Finding.Kind.OK);
        assertThat(Checks.catalogContent("activiti-8", "version: [").message()).contains("it is no YAML at line 1");
        assertThat(Checks.catalogContent("activiti-8", "version: activiti-8").message())
                .contains("it lacks the field");
    }

    @ParameterizedTest
    @CsvSource({"60, OK", "'', OK", "9, ERROR", "86401, ERROR", "soon, ERROR", "-1, ERROR"})
    void anIntervalIsSecondsOfADayAtMost(String value, Finding.Kind kind) {
        assertThat(Checks.seconds(value, 10, 86_400).kind()).isEqualTo(kind);
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
