package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.RbacApi.both;
import static io.jenkins.plugins.aps.core.cluster.RbacApi.without;
import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final String REVIEWS = "POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    private static final String IN_ROLE =
            " in namespace 'holiday', nor does ClusterRole 'aps-deployer-application' allow it";

    private final RbacApi rbac = RbacApi.ofTheServiceAccount();

    @Test
    void needsOneRequestOfAnAdministrator() {
        rbac.allow(
                Reviews.EVERYWHERE,
                both(both(Need.OF_CLUSTER, Need.OF_PLATFORM), both(Need.OF_APPLICATION, Need.OF_BINDING)));
        try (var api = new StubApi(rbac::answer)) {
            assertThat(missing(api)).isEmpty();
            assertThat(api.lines()).containsExactly(REVIEWS + "?fieldManager=aps-deployer");
        }
    }

    @Test
    void needsThreeRequestsWhereAnApplicationIsDeployedAgain() {
        rbac.allow("holiday", Need.OF_APPLICATION);
        try (var api = new StubApi(rbac::answer)) {
            assertThat(missing(api)).isEmpty();
            assertThat(api.lines()).hasSize(3).allMatch(line -> line.startsWith(REVIEWS));
        }
    }

    @Test
    void looksIntoTheRoleThatItWillBindInANewNamespace() {
        try (var api = new StubApi(rbac::answer)) {
            assertThat(missing(api)).isEmpty();
            assertThat(api.lines())
                    .hasSize(4)
                    .endsWith("GET /apis/rbac.authorization.k8s.io/v1/clusterroles/aps-deployer-application");
        }
    }

    @Test
    void namesAllMissingRightsAtOnce() {
        rbac.allow(Reviews.EVERYWHERE, without(both(Need.OF_CLUSTER, Need.OF_BINDING), "namespaces", "create"))
                .allow("aps-platform", without(Need.OF_PLATFORM, "leases", "delete"))
                .role(without(without(Need.OF_APPLICATION, "secrets", "delete"), "pods/log", "get"));
        try (var api = new StubApi(rbac::answer)) {
            assertThat(missing(api))
                    .containsExactly(
                            "namespaces: our account cannot create namespaces at cluster scope, and namespace 'holiday' is"
                                    + " not one that an administrator prepared",
                            "leases.coordination.k8s.io: our account cannot delete leases.coordination.k8s.io in namespace"
                                    + " 'aps-platform'",
                            "secrets: our account cannot delete secrets" + IN_ROLE,
                            "pods/log: our account cannot get pods/log" + IN_ROLE);
        }
    }

    @Test
    void namesWhatItLacksToGiveItselfItsRights() {
        var some = without(Need.OF_BINDING, "clusterroles", "bind");
        rbac.allow(Reviews.EVERYWHERE, both(Need.OF_CLUSTER, some)).allow("holiday", some);
        try (var api = new StubApi(rbac::answer)) {
            assertThat(missing(api))
                    .containsExactly("clusterroles.rbac.authorization.k8s.io: our account cannot bind"
                            + " clusterroles.rbac.authorization.k8s.io 'aps-deployer-application' in namespace"
                            + " 'holiday', so that it can't bind what it needs there");
        }
    }

    @Test
    void namesTheRightsThemselvesWhereItIsNotMeantToBindThem() {
        rbac.allow("holiday", without(Need.OF_APPLICATION, "deployments", "patch"));
        try (var api = new StubApi(rbac::answer)) {
            assertThat(missing(api))
                    .containsExactly(
                            "deployments.apps: our account cannot patch deployments.apps in namespace 'holiday'");
        }
    }

    @Test
    void asksRightByRightOnlyForWhatTheRulesDoNotShow() {
        rbac.allow("aps-platform", without(Need.OF_PLATFORM, "leases", "delete"))
                .otherwise(review -> review.contains("\"leases\"") && review.contains("\"delete\""));
        try (var api = new StubApi(rbac::answer)) {
            assertThat(missing(api)).isEmpty();
            assertThat(api.lines().stream().filter(line -> line.contains("accessreviews")))
                    .hasSize(1);
        }
    }

    @Test
    void makesDoWithLessWhereAnAdministratorPreparedTheNamespace() {
        rbac.allow(Reviews.EVERYWHERE, Need.OF_CLUSTER_PREPARED).allow("holiday", Need.OF_APPLICATION);
        try (var api = new StubApi(prepared("holiday"))) {
            assertThat(missing(api)).isEmpty();
        }
        try (var api = new StubApi(prepared("vacation"))) {
            assertThat(missing(api))
                    .singleElement()
                    .asString()
                    .contains("cannot create, patch, delete namespaces", "'holiday' is not one that an administrator");
        }
    }

    private Function<StubApi.Asked, StubApi.Reply> prepared(String application) {
        return asked -> asked.path().equals("/api/v1/namespaces/holiday")
                ? reply(
                        200,
                        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"holiday\",\"uid\":\"u\",\"labels\":{"
                                + "\"app.kubernetes.io/managed-by\":\"aps-deployer\",\"app.kubernetes.io/part-of\":\""
                                + application + "\",\"aps.jenkins.io/prepared\":\"true\"}}}")
                : rbac.answer(asked);
    }

    @Test
    void asksForManyAtOnceButNotForAll() {
        var together = new CountDownLatch(Rights.AT_ONCE);
        var inFlight = new AtomicInteger();
        var most = new AtomicInteger();
        var nothing = new RbacApi().otherwise(review -> true);
        try (var api = new StubApi(asked -> {
            if (asked.path().contains("accessreviews")) {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                together.countDown();
                await(together);
                inFlight.decrementAndGet();
            }
            return nothing.answer(asked);
        })) {
            assertThat(missing(api)).isEmpty();
            assertThat(together.getCount()).isZero();
            assertThat(most).hasValueLessThanOrEqualTo(Rights.AT_ONCE);
        }
    }

    /** So many threads of ours may wait that a server that is asked one by one would make this fail. */
    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(5, TimeUnit.SECONDS)) {
                throw new AssertionError("asked one by one");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsWhyItCouldNotAsk() {
        try (var api = new StubApi(reply(401, ""))) {
            assertThatThrownBy(() -> missing(api)).isInstanceOfSatisfying(ApsException.class, e -> assertThat(e.code())
                    .isEqualTo(ErrorCode.NOT_ALLOWED));
        }
    }

    private static List<String> missing(StubApi api) {
        try (var connection = api.connect()) {
            var reviews = new Reviews(connection);
            var binding = new OwnBinding(
                    connection, new ObjectReader(connection), reviews, namespace -> {}, System::nanoTime);
            try (var rights = new Rights(connection, new ObjectReader(connection), reviews, binding)) {
                return rights.missing("holiday").stream().map(Problem::toString).toList();
            }
        }
    }
}
