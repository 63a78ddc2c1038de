package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.StubApi.hangUp;
import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;
import static io.jenkins.plugins.aps.core.cluster.StubApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final ObjectRef MAP = new ObjectRef("v1", "ConfigMap", "holiday", "settings");

    @Test
    void sendsOneRequestWithTheTokenWhenAllIsWell() {
        try (var api = new StubApi(reply(200, "{}"));
                var connection = api.connect()) {
            assertThat(connection.ask(ApiCall.get(MAP)).code()).isEqualTo(200);
            assertThat(api.lines()).containsExactly("GET /api/v1/namespaces/holiday/configmaps/settings");
            assertThat(api.asked().get(0).authorization()).isEqualTo("Bearer t0");
        }
    }

    @Test
    void triesAgainAfterAServerErrorAndALostAnswer() {
        try (var api = new StubApi(reply(500, ""), hangUp(), reply(200, "{}"));
                var connection = api.connect()) {
            assertThat(connection.ask(ApiCall.apply(MAP, "{}", false)).code()).isEqualTo(200);
            assertThat(api.asked()).hasSize(3).allMatch(each -> each.contentType()
                    .startsWith("application/apply-patch+yaml"));
        }
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        try (var api = new StubApi(reply(429, "", "Retry-After", "1"), reply(200, "{}"));
                var connection = api.connect()) {
            connection.ask(ApiCall.get(MAP));
            var waited = api.asked().get(1).nanos() - api.asked().get(0).nanos();
            assertThat(waited).isGreaterThanOrEqualTo(950_000_000L);
        }
    }

    @Test
    void doesNotRepeatWhatWasRefused() {
        try (var api = new StubApi(status(422, "Invalid", "spec.replicas: must be at least 0"));
                var connection = api.connect()) {
            assertThatThrownBy(() -> connection.ask(ApiCall.apply(MAP, "{}", false)))
                    .isInstanceOfSatisfying(ApsException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.REJECTED);
                        assertThat(e).hasMessageContaining("ConfigMap/settings").hasMessageContaining("spec.replicas");
                    });
            assertThat(api.asked()).hasSize(1);
        }
    }

    @Test
    void aLostWriteHasAnUnknownOutcomeAndALostReadHasNone() {
        try (var api = new StubApi(hangUp());
                var connection = api.connect()) {
            assertThat(codeOf(connection, ApiCall.apply(MAP, "{}", false))).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
            assertThat(codeOf(connection, ApiCall.get(MAP))).isEqualTo(ErrorCode.UNREACHABLE);
        }
    }

    @Test
    void aQuestionAskedByPostHasNoOutcomeThatCouldBeUnknown() {
        var review = new ObjectRef("authorization.k8s.io/v1", "SelfSubjectRulesReview", "", "");
        try (var api = new StubApi(hangUp());
                var connection = api.connect()) {
            assertThat(codeOf(connection, ApiCall.create(review, "{}"))).isEqualTo(ErrorCode.UNREACHABLE);
            assertThatThrownBy(() -> connection.ask(ApiCall.create(review, "{}")))
                    .hasMessageNotContaining("may have been done");
            connection.mayWrite(() -> false, () -> 0);
            var before = api.asked().size();
            assertThat(codeOf(connection, ApiCall.create(review, "{}"))).isEqualTo(ErrorCode.UNREACHABLE);
            assertThat(api.asked()).as("and may be repeated without a Lease").hasSizeGreaterThan(before + 1);
        }
    }

    @Test
    void aQuestionThatAClusterDoesNotKnowIsNamed() {
        var review = new ObjectRef("authentication.k8s.io/v1", "SelfSubjectReview", "", "");
        try (var api = new StubApi(reply(404, "404 page not found"));
                var connection = api.connect()) {
            assertThatThrownBy(() -> connection.ask(ApiCall.create(review, "{}")))
                    .hasMessageContaining("does not know authentication.k8s.io/v1 SelfSubjectReview");
        }
    }

    @Test
    void whatIsNoApiServerIsToldAsThat() {
        for (var strange : List.of(reply(404, "<html>nginx</html>"), reply(302, ""), reply(400, "speak HTTPS"))) {
            try (var api = new StubApi(strange);
                    var connection = api.connect()) {
                assertThatThrownBy(() -> connection.send(ApiCall.get(MAP)))
                        .isInstanceOfSatisfying(ApsException.class, e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE);
                            assertThat(e.reason()).isEqualTo(ErrorReason.NO_API_SERVER);
                        })
                        .hasMessageContaining(api.url() + " is no Kubernetes API server");
            }
        }
    }

    @Test
    void aHostThatThereIsNotIsToldAsThat() {
        try (var api = new StubApi(reply(200, "{}"))) {
            var settings = new ClusterSettings(
                    "test",
                    "https://no-such-host.invalid:6443",
                    "",
                    () -> new ClusterCredential.Token(new SecretValue("t0")),
                    "aps-platform",
                    "",
                    "activiti-7");
            try (var connection = api.connect(settings)) {
                assertThatThrownBy(() -> connection.send(ApiCall.get(MAP)))
                        .isInstanceOfSatisfying(
                                ApsException.class, e -> assertThat(e.reason()).isEqualTo(ErrorReason.UNKNOWN_HOST))
                        .hasMessageContaining("there is no host 'no-such-host.invalid'");
            }
        }
    }

    @Test
    void aWriteThatWasNeverSentIsUnreachable() {
        var api = new StubApi(reply(200, "{}"));
        try (var connection = api.connect()) {
            api.close();
            assertThat(codeOf(connection, ApiCall.apply(MAP, "{}", false))).isEqualTo(ErrorCode.UNREACHABLE);
        }
    }

    @Test
    void aDoorThatLostItsLeaseDoesNotRepeatWrites() {
        try (var api = new StubApi(reply(500, ""));
                var connection = api.connect()) {
            connection.mayWrite(() -> false, () -> 0);
            connection.send(ApiCall.apply(MAP, "{}", false));
            assertThat(api.asked()).hasSize(1);
        }
    }

    @Test
    void aDoorThatHasItsLeaseAgainDoesNotRepeatWhatItSentBefore() {
        try (var api = new StubApi(reply(500, ""));
                var connection = api.connect()) {
            var term = new AtomicInteger();
            connection.mayWrite(() -> true, term::getAndIncrement);
            connection.send(ApiCall.apply(MAP, "{}", false));
            assertThat(api.asked()).as("the record is read before").hasSize(1);
            connection.mayWrite(() -> true, () -> 7);
            connection.send(ApiCall.apply(MAP, "{}", false));
            assertThat(api.asked()).as("in one term it is tried again").hasSizeGreaterThan(2);
        }
    }

    @Test
    void asksForTheCredentialAgainOnceWhenItIsRefused() {
        var tokens = new AtomicInteger();
        try (var api = new StubApi(reply(401, ""), reply(200, "{}"), reply(401, ""))) {
            var settings =
                    api.settings(() -> new ClusterCredential.Token(new SecretValue("t" + tokens.getAndIncrement())));
            try (var connection = api.connect(settings)) {
                connection.ask(ApiCall.get(MAP));
                assertThat(api.asked().get(0).authorization()).isEqualTo("Bearer t0");
                assertThat(api.asked().get(1).authorization()).isEqualTo("Bearer t1");
                assertThat(codeOf(connection, ApiCall.get(MAP))).isEqualTo(ErrorCode.NOT_ALLOWED);
                assertThat(api.asked()).hasSize(4);
                assertThat(tokens).hasValue(3);
            }
        }
    }

    @Test
    void followsNoRedirect() {
        try (var other = new StubApi(reply(200, "{}"));
                var api = new StubApi(reply(307, "", "Location", other.url() + "/elsewhere"));
                var connection = api.connect()) {
            assertThatThrownBy(() -> connection.send(ApiCall.get(MAP))).hasMessageContaining("HTTP 307");
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void aServerWhoseCertificateProvesNothingIsToldAsThat() {
        try (var api = new StubApi(reply(200, "{}"))) {
            assertThat(refused(api, new CertPathBuilderException("unable to find valid certification path")))
                    .contains("not signed by an authority that is trusted here", "'caCertificate'");
            assertThat(refused(api, new SSLPeerUnverifiedException("Hostname a not verified:\n  DN: CN=b")))
                    .contains("is for another host name (Hostname a not verified: DN: CN=b)", "tls-server-name");
            assertThat(refused(api, new CertificateExpiredException("NotAfter: yesterday")))
                    .contains("has expired or is not valid yet")
                    .doesNotContain("did not answer");
            assertThat(api.asked()).isEmpty();
        }
    }

    /** The sentence that tells of a connection that was not made for this reason. */
    private static String refused(StubApi api, Exception why) {
        var failure = new SSLException("handshake", why);
        try (var connection = api.connect(chain -> {
            throw failure;
        })) {
            connection.ask(ApiCall.get(MAP));
            throw new AssertionError("no error");
        } catch (ApsException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE);
            return e.getMessage();
        }
    }

    private static ErrorCode codeOf(Connection connection, ApiCall call) {
        try {
            connection.ask(call);
            throw new AssertionError("no error");
        } catch (ApsException e) {
            return e.code();
        }
    }

    @Test
    void aWriteIsNotSentAgainWhenTheLoginTookLongerThanOurLeaseLives() {
        var mayWrite = new AtomicBoolean(true);
        var logins = new AtomicInteger();
        try (var api = new StubApi(reply(401, ""), reply(200, "{}"))) {
            var settings = api.settings(() -> {
                mayWrite.set(logins.getAndIncrement() == 0);
                return new ClusterCredential.Token(new SecretValue("t"));
            });
            try (var connection = api.connect(settings)) {
                connection.mayWrite(mayWrite::get, () -> 1);
                var answer = connection.send(
                        ApiCall.apply(new ObjectRef("v1", "ConfigMap", "holiday", "settings"), "{}", false));

                assertThat(answer.code()).isEqualTo(401);
                assertThat(api.lines()).hasSize(1);
            }
        }
    }

    @Test
    void whoIsActedAsMayHaveANameOfAnyScript() {
        try (var api = new StubApi(reply(200, "{}"))) {
            var kubeconfig =
                    """
                    current-context: c
                    contexts: [{name: c, context: {cluster: k, user: u}}]
                    clusters: [{name: k, cluster: {server: "%s"}}]
                    users: [{name: u, user: {as: jürgen}}]
                    """
                            .formatted(api.url());
            try (var connection = api.connect(api.settings(
                    () -> new ClusterCredential.Kubeconfig(new SecretValue(kubeconfig), "", true, "file")))) {
                assertThat(connection
                                .ask(ApiCall.get(new ObjectRef("v1", "ConfigMap", "holiday", "settings")))
                                .code())
                        .isEqualTo(200);
            }
        }
    }
}
