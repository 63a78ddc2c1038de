package io.jenkins.plugins.aps.jenkins.security;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartersTest {
    @Test
    void areAllUsersOfMergedCausesOnce() {
        assertThat(Starters.of(List.of(user("dora"), user("ada"), user("dora"))))
                .containsExactly("dora", "ada");
    }

    @Test
    void areTheUsersWhoStartedTheBuildsThatStartedThisOne() {
        assertThat(Starters.of(List.of(upstream(timer(), upstream(user("dora"))), user("ada"))))
                .containsExactly("dora", "ada");
    }

    @Test
    void areNobodyBehindATimer() {
        assertThat(Starters.of(List.of(timer(), upstream(timer())))).isEmpty();
    }

    @Test
    void areSomebodyUnknownWhoWasNotLoggedIn() {
        assertThat(Starters.of(List.of(user(null)))).containsExactly("");
    }

    private static Cause user(String id) {
        return new Cause.UserIdCause(id) {
            @Override
            public String getUserId() {
                return id;
            }
        };
    }

    private static Cause upstream(Cause... causes) {
        return new Cause.UpstreamCause(null) {
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
