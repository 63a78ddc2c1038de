package io.jenkins.plugins.aps.jenkins.security;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartersTest {
    @Test
    void areAllUsersOfMergedCausesOnce() {
        assertThat(Starters.of(List.of(user("dora"), user("ada"), user("dora"))).users())
                .containsExactly("dora", "ada");
    }

    @Test
    void areTheUsersWhoStartedTheBuildsThatStartedThisOne() {
        var starters = Starters.of(
                List.of(upstream("shop/nightly", 7, timer(), upstream("all", 3, user("dora"))), user("ada")));
        assertThat(starters.users()).containsExactly("dora", "ada");
        assertThat(starters.upstreamJobs()).containsExactly("shop/nightly", "all");
        assertThat(starters.complete()).isTrue();
    }

    @Test
    void areNobodyBehindATimer() {
        var starters = Starters.of(List.of(timer(), upstream("nightly", 1, timer())));
        assertThat(starters.users()).isEmpty();
        assertThat(starters.complete()).isTrue();
    }

    @Test
    void areSomebodyUnknownWhoWasNotLoggedIn() {
        assertThat(Starters.of(List.of(user(null))).users()).containsExactly("");
    }

    /** As core does beyond ten builds: who nests deeply enough would otherwise shed who started it. */
    @Test
    void areNotAllKnownWhereJenkinsHasCutTheChain() {
        Cause chain = new Cause.UpstreamCause.DeeplyNestedUpstreamCause();
        for (int i = 10; i > 0; i--) {
            chain = upstream("nested", i, chain);
        }
        assertThat(Starters.of(List.of(chain)).complete()).isFalse();
        assertThat(Starters.of(List.of(user("dora"), chain)).complete()).isFalse();
    }

    /** Beyond 25 builds core leaves the causes out altogether, and where a build is met again. */
    @Test
    void areNotAllKnownWhereABuildUpstreamHasNoCausesUnlessItHasThemElsewhere() {
        assertThat(Starters.of(List.of(upstream("nightly", 1))).complete()).isFalse();
        assertThat(Starters.of(List.of(upstream("nightly", 1, timer()), upstream("nightly", 1)))
                        .complete())
                .isTrue();
        assertThat(Starters.of(List.of(upstream("nightly", 1, timer()), upstream("nightly", 2)))
                        .complete())
                .isFalse();
    }

    @Test
    void areNotAllKnownWhereACauseCantBeReadOrHasNoIdOrThereIsNone() {
        assertThat(Starters.of(new ArrayList<>(Arrays.asList(timer(), null))).complete())
                .isFalse();
        assertThat(Starters.of(Collections.singletonList(new Cause.UserCause())).complete())
                .isFalse();
        assertThat(Starters.of(List.of()).complete()).isFalse();
    }

    private static Cause user(String id) {
        return new Cause.UserIdCause(id) {
            @Override
            public String getUserId() {
                return id;
            }
        };
    }

    private static Cause upstream(String job, int build, Cause... causes) {
        return new Cause.UpstreamCause(null) {
            @Override
            public String getUpstreamProject() {
                return job;
            }

            @Override
            public int getUpstreamBuild() {
                return build;
            }

            @Override
            public List<Cause> getUpstreamCauses() {
                return List.of(causes);
            }
        };
    }

    private static Cause timer() {
        return new Cause() {
            @Override
            public String getShortDescription() {
                return "a timer";
            }
        };
    }
}
