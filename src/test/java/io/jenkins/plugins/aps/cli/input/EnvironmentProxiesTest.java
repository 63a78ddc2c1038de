package io.jenkins.plugins.aps.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
    private final InputProblems problems = new InputProblems();

    private ProxyChoice proxies(Map<String, String> variables) {
        return EnvironmentProxies.of(
                new Environment(variables, Path.of("/home/ada"), Path.of("/work"), "ada", 1), problems);
    }

    private static String of(ProxyChoice proxies, String address) {
        return proxies.of(URI.create(address)).map(Object::toString).orElse("");
    }

    @Test
    void encryptedAndOpenAddressesHaveTheirOwnAndSmallLettersComeFirst() {
        var proxies = proxies(Map.of(
                "HTTPS_PROXY", "http://other:1", "https_proxy", "http://secure:3128/", "HTTP_PROXY", "open:8080"));
        assertThat(of(proxies, "https://api.example.org:6443")).isEqualTo("secure:3128");
        assertThat(of(proxies, "http://git.example.org")).isEqualTo("open:8080");
        assertThat(of(proxies(Map.of("HTTPS_PROXY", "http://secure")), "https://x.org"))
                .isEqualTo("secure:80");
        assertThat(of(proxies(Map.of()), "https://x.org")).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.org,      true",
        "example.org,          true",
        ".example.org,         true",
        "*.example.org,        true",
        "ample.org,            false",
        ".api.example.org,     false",
        "'other, example.org', true",
        "*,                    true",
        "example.org:6443,     true",
        "example.org:443,      false",
        "10.0.0.0/8,           false",
        "EXAMPLE.ORG,          true"
    })
    void hostsOfNoProxyAreReachedDirectly(String noProxy, boolean direct) {
        var proxies = proxies(Map.of("HTTPS_PROXY", "http://secure:3128", "NO_PROXY", noProxy));
        assertThat(of(proxies, "https://api.example.org:6443").isEmpty()).isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.1.2.3,      true",
        "10.0.0.0/8,      11.1.2.3,      false",
        "192.168.1.4/30,  192.168.1.7,   true",
        "192.168.1.4/30,  192.168.1.8,   false",
        "0.0.0.0/0,       8.8.8.8,       true",
        "fd00::/8,        [fd12::1],     true",
        "fd00::/8,        [fe80::1],     false",
        "10.0.0.0/8,      [fd12::1],     false",
        "10.0.0.5,        10.0.0.5,      true",
        "999.0.0.0/8,     10.0.0.5,      false"
    })
    void rangesOfNoProxyAreForAddresses(String noProxy, String host, boolean direct) {
        var proxies = proxies(Map.of("HTTPS_PROXY", "http://secure:3128", "NO_PROXY", noProxy));
        assertThat(of(proxies, "https://" + host + ":6443").isEmpty()).isEqualTo(direct);
    }

    @Test
    void thisMachineIsAlwaysReachedDirectly() {
        var proxies = proxies(Map.of("HTTPS_PROXY", "http://secure:3128", "HTTP_PROXY", "http://open:1"));
        for (var address : new String[] {"https://localhost:6443", "http://127.0.0.1:1", "https://[::1]:6443"}) {
            assertThat(of(proxies, address)).as(address).isEmpty();
        }
    }

    @Test
    void userAndPasswordAreForTheProxyAndNotTold() {
        var proxy = proxies(Map.of("HTTPS_PROXY", "http://ada:p%40ss+1@secure:3128"))
                .of(URI.create("https://x.org"))
                .orElseThrow();
        assertThat(proxy.user()).isEqualTo("ada");
        assertThat(proxy.password().reveal()).isEqualTo("p@ss+1");
        assertThat(proxy).hasToString("secure:3128");

        proxies(Map.of("HTTPS_PROXY", "socks5://ada:s3cret@secure:1", "HTTP_PROXY", "http://ada:s3cret@[x"));
        assertThat(problems.list())
                .extracting(Object::toString)
                .containsExactly(
                        "$HTTPS_PROXY: is no HTTP proxy: write http://host:port; other kinds are not supported",
                        "$HTTP_PROXY: is no address of a proxy: write http://host:port");
    }
}
