package io.jenkins.plugins.aps.jenkins.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceIdentityTest {
    private static Starters timer(String... upstream) {
        return new Starters(Set.of(), Set.of(upstream), Set.of(CauseKind.TIMER), true);
    }

    private static Optional<String> refusal(List<String> jobs, String job, Starters starters, CauseKind... causes) {
        return new ServiceIdentity("robot", jobs, List.of(causes)).refusal(job, starters);
    }

    @ParameterizedTest
    @CsvSource({
        "deploy,         deploy,          true",
        "shop,           shop/deploy,     true",
        "shop,           shop/a/b/deploy, true",
        "/shop/deploy/,  shop/deploy,     true",
        "shop,           shop2/deploy,    false",
        "shop/deploy,    shop/deploy2,    false",
        "shop/deploy,    shop,            false",
        "deploy,         shop/deploy,     false",
        "'',             shop/deploy,     false",
        "/,              shop/deploy,     false"
    })
    void isForTheJobsThatAreNamedAndWhatIsInNamedFolders(String named, String job, boolean covered) {
        assertThat(refusal(List.of(named), job, timer()).isEmpty()).isEqualTo(covered);
    }

    @Test
    void isForNoJobAtFirst() {
        assertThat(refusal(List.of(), "deploy", timer())).hasValueSatisfying(sentence -> assertThat(sentence)
                .contains("the service identity is not for the job 'deploy'", "an administrator may add it"));
    }

    @Test
    void isForNoBuildThatAJobWhichIsNotNamedLedTo() {
        assertThat(refusal(List.of("shop"), "shop/deploy", timer("shop/nightly")))
                .isEmpty();
        assertThat(refusal(List.of("shop"), "shop/deploy", timer("shop/nightly", "sandbox/mine")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("'sandbox/mine', which led to it"));
    }

    @Test
    void isForTheCausesThatAreNamedOrForAll() {
        var jobs = List.of("deploy");
        var pushed = new Starters(Set.of(), Set.of(), Set.of(CauseKind.TIMER, CauseKind.SCM), true);
        assertThat(refusal(jobs, "deploy", pushed)).isEmpty();
        assertThat(refusal(jobs, "deploy", pushed, CauseKind.TIMER, CauseKind.SCM))
                .isEmpty();
        assertThat(refusal(jobs, "deploy", pushed, CauseKind.TIMER))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("builds of the cause scm"));
    }

    @Test
    void isForNobodyWhereItIsNotConfigured() {
        assertThat(new ServiceIdentity(" ", List.of("deploy"), List.of()).refusal("deploy", timer()))
                .contains("No user started this build, and no service identity is configured for builds without one");
    }
}
