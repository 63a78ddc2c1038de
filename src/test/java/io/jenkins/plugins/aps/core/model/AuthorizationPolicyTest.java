package io.jenkins.plugins.aps.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizationPolicyTest {
    private static final Set<Right> BOTH = EnumSet.of(Right.DEPLOY, Right.FORCE_UNDEPLOY);

    @ParameterizedTest
    @EnumSource(FailurePolicy.class)
    void whatAFailureLeadsToIsNeededFromTheStart(FailurePolicy policy) {
        var expected = policy == FailurePolicy.UNDEPLOY ? BOTH : Set.of(Right.DEPLOY);
        for (var ifRunning : IfRunning.values()) {
            for (var dryRun : List.of(true, false)) {
                assertThat(AuthorizationPolicy.of(deploy(policy, ifRunning, dryRun)))
                        .isEqualTo(expected);
                assertThat(AuthorizationPolicy.of(version(policy, ifRunning, dryRun)))
                        .isEqualTo(expected);
            }
        }
        assertThat(AuthorizationPolicy.deploying(FailurePolicy.LEAVE, policy)).isEqualTo(expected);
        assertThat(AuthorizationPolicy.deploying(policy, FailurePolicy.ROLLBACK))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, UNDEPLOY",
        "true, false, FORCE_UNDEPLOY",
        "false, true, FORCE_UNDEPLOY",
        "true, true, FORCE_UNDEPLOY"
    })
    void forceNeedsItsOwnRight(boolean force, boolean foreign, Right right) {
        var request = new UndeployRequest("op", "ada", "", "holiday", "", force, foreign, Duration.ZERO);

        assertThat(AuthorizationPolicy.of(request)).containsExactly(right);
    }

    @Test
    void noRequestNeedsNothing() {
        assertThat(AuthorizationPolicy.READING).containsExactly(Right.VIEW);
        assertThat(AuthorizationPolicy.STORING).containsExactly(Right.DEPLOY);
        assertThat(AuthorizationPolicy.DEPLOYING).containsExactly(Right.DEPLOY);
    }

    private static DeployRequest deploy(FailurePolicy onFailure, IfRunning ifRunning, boolean dryRun) {
        return new DeployRequest(
                "op",
                "ada",
                "",
                "holiday",
                "",
                "",
                "",
                "",
                "{}",
                Access.NONE,
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                dryRun,
                onFailure,
                ifRunning);
    }

    private static VersionRequest version(FailurePolicy onFailure, IfRunning ifRunning, boolean dryRun) {
        return new VersionRequest(
                "op",
                "ada",
                "",
                "holiday",
                "",
                0,
                id -> Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                dryRun,
                onFailure,
                ifRunning);
    }
}
