package io.jenkins.plugins.aps.jenkins.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.jenkins.FakeAps;
import io.jenkins.plugins.aps.jenkins.FakeJenkins;
import io.jenkins.plugins.aps.jenkins.FakeUser;
import io.jenkins.plugins.aps.jenkins.security.BuildIdentity.Rule;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildIdentityTest {
    private static final String ROLE = "APS_DEVOPS";

    private final FakeJenkins jenkins = FakeJenkins.install(new FakeAps());

    @AfterEach
    void close() {
        jenkins.close();
    }

    private BuildIdentity found(String serviceIdentity) {
        return BuildIdentity.of(jenkins, null, new ServiceIdentity(serviceIdentity, List.of("holiday"), List.of()));
    }

    private String check(BuildIdentity identity, Right... actions) {
        return identity.check(jenkins, ApsAccess.current(jenkins), Set.of(actions))
                .getName();
    }

    private void refused(BuildIdentity identity, ErrorCode code, String... sentences) {
        assertThatThrownBy(() -> check(identity, Right.DEPLOY)).isInstanceOfSatisfying(ApsException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            var told = failure.getMessage()
                    + failure.problems().stream().map(Problem::toString).toList();
            assertThat(told).contains(sentences);
        });
    }

    @Test
    void refusesSystemWhereNobodyStartedTheBuild() {
        refused(found(""), ErrorCode.NOT_AUTHENTICATED, "No user started this build");
    }

    @Test
    void takesTheRunsOwnUserBeforeWhoStartedIt() {
        jenkins.startedBy("dora").withRole(ROLE);
        jenkins.caller = new FakeUser("robot");
        jenkins.users.put("robot", new FakeUser("robot").with(ApsPermissions.DEPLOY));
        var identity = found("service");
        assertThat(identity.rule()).isEqualTo(Rule.RUN);
        assertThat(check(identity, Right.DEPLOY)).isEqualTo("robot");
    }

    @Test
    void wantsEveryUserWhoStartedTheBuildToBeAllowed() {
        jenkins.startedBy("dora").withRole(ROLE);
        jenkins.startedBy("mallory");
        refused(found(""), ErrorCode.NOT_ALLOWED, "user mallory: may not deploy", "APS_DEVOPS", "APS/Deploy");
        jenkins.users.get("mallory").with(ApsPermissions.DEPLOY);
        assertThat(check(found(""), Right.DEPLOY)).isEqualTo("dora");
        assertThat(found("").describe()).contains("dora, mallory", "started this build");
    }

    @Test
    void refusesSomebodyWhoWasNotLoggedIn() {
        jenkins.startedBy("dora").withRole(ROLE);
        jenkins.startedBy.add("");
        refused(found("dora"), ErrorCode.NOT_ALLOWED, "not logged in");
    }

    @Test
    void refusesAnAnonymousRun() {
        jenkins.caller = new FakeUser("anonymous").with(ApsPermissions.DEPLOY);
        refused(found("dora"), ErrorCode.NOT_ALLOWED, "not logged in");
    }

    @Test
    void refusesAUserWhomTheRealmNoLongerKnows() {
        jenkins.startedBy.add("gone");
        refused(found(""), ErrorCode.NOT_ALLOWED, "user gone", "known to the security realm");
    }

    @Test
    void refusesSystemByName() {
        jenkins.startedBy("SYSTEM");
        refused(found(""), ErrorCode.NOT_ALLOWED, "user SYSTEM");
    }

    @Test
    void actsAsTheServiceIdentityWhereNobodyStartedTheBuild() {
        jenkins.users.put("service", new FakeUser("service").with(ApsPermissions.DEPLOY));
        var identity = found(" service ");
        assertThat(check(identity, Right.DEPLOY)).isEqualTo("service");
        assertThat(identity.describe()).contains("service identity");
        assertThatThrownBy(() -> check(identity, Right.DEPLOY, Right.FORCE_UNDEPLOY))
                .asInstanceOf(InstanceOfAssertFactories.type(ApsException.class))
                .satisfies(failure -> assertThat(failure.problems()).hasSize(1));
    }

    @Test
    void isNobodyWhereNotAllCausesAreKnown() {
        jenkins.users.put("service", new FakeUser("service").withRole(ROLE));
        jenkins.complete = false;
        refused(found("service"), ErrorCode.NOT_AUTHENTICATED, "It can't be told who started this build");

        jenkins.startedBy("dora").withRole(ROLE);
        refused(found("service"), ErrorCode.NOT_AUTHENTICATED, "It can't be told who started this build");
    }

    @Test
    void doesNotFallBackToTheServiceIdentityForAUserWhoMayNot() {
        jenkins.startedBy("mallory");
        jenkins.users.put("service", new FakeUser("service").withRole(ROLE));
        refused(found("service"), ErrorCode.NOT_ALLOWED, "user mallory");
    }

    @Test
    void rolesAndPermissionsAreAskedByAction() {
        var access = ApsAccess.current(jenkins);
        assertThat(access.allows(new FakeUser("a").withRole("ACTIVITI_DEVOPS"), Right.FORCE_UNDEPLOY))
                .isTrue();
        assertThat(access.allows(new FakeUser("a").with(ApsPermissions.UNDEPLOY), Right.FORCE_UNDEPLOY))
                .isFalse();
        assertThat(access.allows(new FakeUser("a").with(ApsPermissions.VIEW), Right.DEPLOY))
                .isFalse();
        var anonymous = new FakeUser("anonymous").with(ApsPermissions.VIEW).with(ApsPermissions.DEPLOY);
        assertThat(access.allows(anonymous, Right.VIEW)).isTrue();
        assertThat(access.allows(anonymous, Right.DEPLOY)).isFalse();
    }
}
