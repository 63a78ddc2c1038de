package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnBindingTest {
    private static final ObjectRef SECRET = new ObjectRef("v1", "Secret", "holiday", "s");
    private static final String BIND =
            "PATCH /apis/rbac.authorization.k8s.io/v1/namespaces/holiday/rolebindings/aps-deployer"
                    + "?fieldManager=aps-deployer&force=false";

    private final RbacApi rbac = RbacApi.ofTheServiceAccount().namespace("uid-1", "");
    private final List<String> given = new ArrayList<>();
    /** Each look at the clock is four seconds later. */
    private final AtomicLong seconds = new AtomicLong();

    /** The binding counts after so many questions. */
    private Function<StubApi.Asked, StubApi.Reply> spreadingAfter(int questions) {
        var asked = new AtomicInteger(Integer.MIN_VALUE);
        return request -> {
            if (request.path().contains("/rolebindings/")) {
                asked.set(0);
                return StubApi.reply(200, "{}");
            }
            if (request.path().contains("/secrets/")) {
                return asked.get() >= questions
                        ? StubApi.reply(200, "{}")
                        : StubApi.status(403, "Forbidden", "secrets is forbidden: User u cannot delete resource");
            }
            if (request.path().contains("rulesreviews") && asked.get() >= 0 && asked.incrementAndGet() >= questions) {
                rbac.allow("holiday", Need.OF_APPLICATION);
            }
            return rbac.answer(request);
        };
    }

    @Test
    void bindsTheRoleToWhoeverWeAreAndWaitsUntilItCounts() {
        try (var api = new StubApi(spreadingAfter(3));
                var connection = api.connect()) {
            var binding = binding(connection);
            binding.expect("holiday");
            binding.ready("holiday", "uid-1");
            assertThat(given).containsExactly("holiday");
            assertThat(api.lines()).filteredOn(BIND::equals).hasSize(1);
            assertThat(api.lines()).filteredOn(line -> line.contains("rules")).hasSize(3);
            assertThat(api.asked()).extracting(StubApi.Asked::body).anySatisfy(body -> assertThat(body)
                    .contains("\"kind\":\"ServiceAccount\",\"namespace\":\"aps-platform\",\"name\":\"aps-deployer\"")
                    .contains("\"kind\":\"ClusterRole\",\"name\":\"aps-deployer-application\""));
        }
    }

    @Test
    void bindsNothingWhereNoRightIsExpectedToBeMissing() {
        try (var api = new StubApi(rbac::answer);
                var connection = api.connect()) {
            binding(connection).ready("holiday", "uid-1");
            assertThat(api.lines()).isEmpty();
        }
    }

    @Test
    void doesARefusedRequestAgainWhenSomebodyRemovedTheBinding() {
        try (var api = new StubApi(spreadingAfter(2));
                var connection = api.connect()) {
            var binding = binding(connection);
            binding.proven("holiday", "uid-1");
            assertThat(delete(binding, connection)).isEqualTo(200);
            assertThat(given).containsExactly("holiday");
        }
    }

    @Test
    void leavesARefusalAloneThatItCanNotMend() {
        rbac.allow("holiday", Need.OF_CLUSTER);
        try (var api = new StubApi(spreadingAfter(2));
                var connection = api.connect()) {
            var binding = binding(connection);
            binding.proven("holiday", "uid-1");
            assertThatThrownBy(() -> delete(binding, connection))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED))
                    .hasMessageContaining("cannot delete secrets in namespace 'holiday'");
            assertThat(api.lines()).noneMatch(line -> line.contains("rolebindings"));
        }
    }

    @Test
    void bindsNothingInANamespaceThatWasNotShownToBeOurs() {
        for (var shown : new String[] {"", "uid-of-the-one-that-had-its-name"}) {
            try (var api = new StubApi(spreadingAfter(2));
                    var connection = api.connect()) {
                var binding = binding(connection);
                if (!shown.isEmpty()) {
                    binding.proven("holiday", shown);
                }
                assertThatThrownBy(() -> delete(binding, connection))
                        .hasMessageContaining("cannot delete secrets in namespace 'holiday'");
                binding.regain("holiday");
                assertThat(api.lines()).noneMatch(line -> line.contains("rolebindings"));
            }
        }
    }

    @Test
    void bindsNothingInANamespaceThatGoes() {
        rbac.namespace("uid-1", "2026-11-24T04:00:00Z");
        try (var api = new StubApi(spreadingAfter(2));
                var connection = api.connect()) {
            var binding = binding(connection);
            binding.proven("holiday", "uid-1");
            assertThatThrownBy(() -> delete(binding, connection)).hasMessageContaining("cannot delete secrets");
            assertThat(api.lines()).noneMatch(line -> line.contains("rolebindings"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:anonymous", "system:unauthenticated", "system:node:worker-1", "system:kube-proxy"})
    void givesNoRightsToWhoIsNobodysAccount(String name) {
        rbac.self(name);
        try (var api = new StubApi(spreadingAfter(2));
                var connection = api.connect()) {
            var binding = binding(connection);
            binding.expect("holiday");
            assertThatThrownBy(() -> binding.ready("holiday", "uid-1"))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED))
                    .hasMessageContaining("knows our account as '" + name + "'");
            assertThat(api.lines()).noneMatch(line -> line.contains("rolebindings"));
        }
    }

    @Test
    void tellsWhoseRightsABindingGivesWithoutWritingIt() {
        var theirs = subject("aps-other");
        var ours = subject("aps-platform");
        assertThat(another(StubApi.reply(200, theirs))).contains("'system:serviceaccount:aps-other:aps-deployer'");
        assertThat(another(StubApi.reply(200, ours))).isEmpty();
        assertThat(another(StubApi.status(404, "NotFound", "not found"))).isEmpty();
        assertThat(another(StubApi.status(403, "Forbidden", "denied by a policy")))
                .hasValueSatisfying(other -> assertThat(other).contains("does not let us bind"));
        rbac.allow("holiday", Need.OF_CLUSTER);
        assertThat(another(StubApi.reply(200, theirs)))
                .as("it could not take it")
                .isEmpty();
    }

    private static String subject(String platform) {
        return "{\"kind\":\"RoleBinding\",\"subjects\":[{\"kind\":\"ServiceAccount\",\"name\":\"aps-deployer\","
                + "\"namespace\":\"" + platform + "\"}]}";
    }

    private Optional<String> another(StubApi.Reply reply) {
        try (var api = new StubApi(asked -> asked.path().contains("/rolebindings/") ? reply : rbac.answer(asked));
                var connection = api.connect()) {
            var found = binding(connection).another("holiday");
            assertThat(api.lines())
                    .filteredOn(line -> line.contains("/rolebindings/"))
                    .allMatch(line -> line.startsWith("PATCH") && line.endsWith("&dryRun=All"));
            return found;
        }
    }

    @Test
    void givesThemToAPersonOfAnyOtherName() {
        rbac.self("dora@example.org");
        try (var api = new StubApi(spreadingAfter(2));
                var connection = api.connect()) {
            var binding = binding(connection);
            binding.expect("holiday");
            binding.ready("holiday", "uid-1");
            assertThat(api.asked()).extracting(StubApi.Asked::body).anySatisfy(body -> assertThat(body)
                    .contains("\"kind\":\"User\",\"name\":\"dora@example.org\""));
        }
    }

    @Test
    void givesUpWhenTheBindingDoesNotCountInTime() {
        try (var api = new StubApi(spreadingAfter(1_000_000));
                var connection = api.connect()) {
            var binding = binding(connection);
            binding.expect("holiday");
            assertThatThrownBy(() -> binding.ready("holiday", "uid-1"))
                    .hasMessageContaining("cannot create, get, patch, delete configmaps in namespace 'holiday'")
                    .hasMessageContaining("although RoleBinding 'aps-deployer' there gives it ClusterRole");
            assertThat(given).isEmpty();
        }
    }

    private OwnBinding binding(Connection connection) {
        return new OwnBinding(
                connection,
                new ObjectReader(connection),
                new Reviews(connection),
                given::add,
                () -> seconds.addAndGet(4) * 1_000_000_000);
    }

    private static int delete(OwnBinding binding, Connection connection) {
        return binding.inside(
                "holiday", () -> connection.ask(ApiCall.delete(SECRET, "{}")).code());
    }
}
