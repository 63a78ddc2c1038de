package io.jenkins.plugins.aps.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "holiday", "hr-application-1", "abcdefghijklmnopqrstuvwxyz"})
    void namesOfThePlatformAreTaken(String name) {
        assertThat(ApplicationName.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Holiday", "1st", "-a", "a-", "a.b", "a_b", "a b", "abcdefghijklmnopqrstuvwxyza", "a\n"})
    void othersAreNot(String name) {
        assertThat(ApplicationName.problem(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "deployment-service", "kube-system", "auth"})
    void pathsAndNamespacesThatAreNotOursAreReserved(String name) {
        assertThat(ApplicationName.shapeProblem(name)).isEmpty();
        assertThat(ApplicationName.problem(name).orElseThrow()).contains("is reserved");
    }
}
