package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForcingTest {
    private static final Ownership OWNERSHIP = new Ownership("aps-platform", "jenkins");

    private static Remnant ox(String namespace) {
        var meta = new ObjectMetaBuilder()
                .withName("bob")
                .withUid("u-1")
                .withResourceVersion("7")
                .withFinalizers("a/b", "c/d")
                .build();
        return new Remnant(new ObjectRef("example.org/v2", "Ox", namespace, "bob"), "oxen", meta);
    }

    @Test
    void takesFinalizersOnlyFromTheObjectThatWasRead() {
        try (var api = new StubApi(StubApi.reply(200, "{}"));
                var connection = api.connect()) {
            assertThat(new Forcing(connection, OWNERSHIP).removeFinalizers(ox("holiday"), List.of("a/b")))
                    .isTrue();
            var asked = api.asked().get(0);
            assertThat(asked.method() + " " + asked.path())
                    .isEqualTo("PATCH /apis/example.org/v2/namespaces/holiday/oxen/bob?fieldManager=aps-deployer");
            assertThat(asked.contentType()).startsWith("application/json-patch+json");
            assertThat(asked.body())
                    .isEqualTo("[{\"op\":\"test\",\"path\":\"/metadata/uid\",\"value\":\"u-1\"},"
                            + "{\"op\":\"test\",\"path\":\"/metadata/resourceVersion\",\"value\":\"7\"},"
                            + "{\"op\":\"replace\",\"path\":\"/metadata/finalizers\",\"value\":[\"c/d\"]}]");
        }
    }

    @Test
    void doesNothingToAnObjectThatChanged() {
        try (var api = new StubApi(StubApi.status(422, "Invalid", "the test failed"));
                var connection = api.connect()) {
            assertThat(new Forcing(connection, OWNERSHIP).removeFinalizers(ox("holiday"), List.of("a/b", "c/d")))
                    .isFalse();
            assertThat(api.asked().get(0).body()).contains("{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}");
        }
    }

    private static Namespace holiday() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName("holiday")
                .withUid("u-1")
                .withResourceVersion("7")
                .endMetadata()
                .build();
    }

    @Test
    void touchesTheNamespaceThatWasReadAndNoOther() {
        try (var api = new StubApi(StubApi.reply(200, "{}"), StubApi.status(409, "Conflict", "another UID"));
                var connection = api.connect()) {
            var forcing = new Forcing(connection, OWNERSHIP);
            assertThat(forcing.touchNamespace(holiday())).isTrue();
            assertThat(forcing.touchNamespace(holiday())).isFalse();
            var asked = api.asked().get(0);
            assertThat(asked.method() + " " + asked.path())
                    .isEqualTo("PATCH /api/v1/namespaces/holiday?fieldManager=aps-deployer");
            assertThat(asked.contentType()).startsWith("application/merge-patch+json");
            assertThat(asked.body())
                    .isEqualTo("{\"metadata\":{\"uid\":\"u-1\","
                            + "\"annotations\":{\"aps.jenkins.io/touched-at\":\"7\"}}}");
        }
    }

    @Test
    void namesTheRightThatIsMissing() {
        try (var api = new StubApi(StubApi.status(403, "Forbidden", "User cannot patch resource oxen"));
                var connection = api.connect()) {
            assertThatThrownBy(() -> new Forcing(connection, OWNERSHIP).removeFinalizers(ox("holiday"), List.of("a/b")))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED))
                    .hasMessageContaining("cannot patch")
                    .hasMessageContaining("Ox/bob");
        }
    }

    @Test
    void touchesNothingInProtectedNamespaces() {
        try (var api = new StubApi(StubApi.reply(200, "{}"));
                var connection = api.connect()) {
            var forcing = new Forcing(connection, OWNERSHIP);
            var system = new NamespaceBuilder()
                    .withNewMetadata()
                    .withName("kube-system")
                    .endMetadata()
                    .build();
            assertThatThrownBy(() -> forcing.removeFinalizers(ox("kube-system"), List.of("a/b")))
                    .hasMessageContaining("is protected");
            assertThatThrownBy(() -> forcing.deleteNow(ox("aps-platform"))).hasMessageContaining("is protected");
            assertThatThrownBy(() -> forcing.finalizeNamespace(system)).hasMessageContaining("is protected");
            assertThatThrownBy(() -> forcing.touchNamespace(system)).hasMessageContaining("is protected");
            assertThat(api.asked()).isEmpty();
        }
    }

    @Test
    void endsAPodWithoutItsNode() {
        try (var api = new StubApi(StubApi.reply(200, "{}"));
                var connection = api.connect()) {
            var meta = new ObjectMetaBuilder().withName("rb-1").withUid("u-1").build();
            new Forcing(connection, OWNERSHIP)
                    .deleteNow(new Remnant(new ObjectRef("v1", "Pod", "holiday", "rb-1"), "pods", meta));
            assertThat(api.asked().get(0).body())
                    .contains("\"gracePeriodSeconds\":0")
                    .contains("\"preconditions\":{\"uid\":\"u-1\"}");
        }
    }
}
