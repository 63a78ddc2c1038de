package io.jenkins.plugins.aps.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://gateway.example.org",
                "https://gateway.example.org/",
                "http://localhost:8080",
                "HTTPS://gateway.example.org",
                "https://[2001:db8::1]:8443",
                "https://10.0.0.1"
            })
    void isAnAddressOfAHost(String url) {
        assertThat(GatewayUrl.problem(url)).isEmpty();
        assertThat(GatewayUrl.safe(url)).isEqualTo(url.replaceFirst("/$", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:hunter2@gateway.example.org, holds a user or a password, https://gateway.example.org",
        "https://user@gateway.example.org, holds a user or a password, https://gateway.example.org",
        "https://user:p@hunter2@gateway.example.org:8443, holds a user or a password, https://gateway.example.org:8443",
        "https://gateway.example.org/apps, has a path, https://gateway.example.org",
        "https://gateway.example.org/?a=b, has a query, https://gateway.example.org",
        "https://gateway.example.org?token=hunter2, has a query, https://gateway.example.org",
        "https://gateway.example.org#top, has a fragment, https://gateway.example.org",
        "https://user:hunter2@, is no http or https address, ''",
        "gateway, is no http or https address, ''",
        "ftp://gateway.example.org, is no http or https address, ''",
        "https://, is no http or https address, ''",
        "https:///path, is no http or https address, ''",
        "'https://gateway.example.org /x', is no http or https address, ''"
    })
    void anythingMoreIsRefusedAndNeverRepeated(String url, String problem, String safe) {
        assertThat(GatewayUrl.problem(url))
                .hasValueSatisfying(told -> assertThat(told).contains(problem).doesNotContain("hunter2"));
        assertThat(GatewayUrl.safe(url)).isEqualTo(safe);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(GatewayUrl.problem("https://u:p@gateway.example.org/apps?a#b"))
                .hasValueSatisfying(told -> assertThat(told).contains("a user", "a path", "a query", "a fragment"));
    }
}
