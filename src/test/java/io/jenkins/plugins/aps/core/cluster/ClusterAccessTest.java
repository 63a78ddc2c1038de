package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterAccessTest {
    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: one
            contexts:
            - {name: one, context: {cluster: c, user: u}}
            - {name: two, context: {cluster: d, user: u}}
            clusters:
            - {name: c, cluster: {server: "https://one.example.org:6443", certificate-authority-data: "Q0E=", tls-server-name: api.example.org}}
            - {name: d, cluster: {server: "https://two.example.org"}}
            users:
            - {name: u, user: {token: s3cret}}
            """;

    @TempDir
    Path folder;

    @Test
    void readsTheCurrentContextOrTheOneAskedFor() {
        var one = access(kubeconfig(KUBECONFIG, "", false));
        assertThat(one.config().getMasterUrl()).startsWith("https://one.example.org:6443");
        assertThat(one.config().getCaCertData()).isEqualTo("Q0E=");
        assertThat(one.config().getOauthToken()).isEqualTo("s3cret");
        assertThat(one.tlsServerName()).isEqualTo("api.example.org");
        var two = access(kubeconfig(KUBECONFIG, "two", false));
        assertThat(two.config().getMasterUrl()).startsWith("https://two.example.org");
    }

    @Test
    void namesTheFileWhereItWasReadFromOne() {
        var file = new ClusterCredential.Kubeconfig(new SecretValue("{ token: s3cret"), "", true, "/home/ada/kube");
        assertThatThrownBy(() -> access(file))
                .hasMessageStartingWith("the kubeconfig /home/ada/kube is not YAML at line 1");
        assertThatThrownBy(() -> access(kubeconfig("{ token: s3cret", "", true)))
                .hasMessageStartingWith("the kubeconfig of cluster 'test' is not YAML at line 1");
    }

    @Test
    void takesNothingFromTheEnvironment() {
        var config = access(kubeconfig(KUBECONFIG, "", false)).config();
        assertThat(config.getAutoConfigure()).isFalse();
        assertThat(config.getHttpsProxy()).isNull();
        assertThat(config.getNamespace()).isNull();
    }

    @Test
    void refusesWhatWouldRunProgramsOrReadFilesAllAtOnce() {
        var bad = KUBECONFIG
                .replace(
                        "{token: s3cret}",
                        "{exec: {command: evil}, auth-provider: {name: oidc}, tokenFile: /etc/shadow,"
                                + " client-certificate: /a, client-key: /b, as: admin}")
                .replace(
                        "certificate-authority-data: \"Q0E=\"",
                        "certificate-authority: /c, proxy-url: \"http://evil\"");
        var error = catchThrowableOfType(ApsException.class, () -> access(kubeconfig(bad, "", false)));
        assertThat(error.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(error.problems())
                .extracting(Problem::where)
                .containsExactly(
                        "users.user.auth-provider",
                        "users.user.client-certificate",
                        "users.user.client-key",
                        "users.user.exec",
                        "users.user.tokenFile",
                        "clusters.cluster.certificate-authority",
                        "clusters.cluster.proxy-url");
    }

    @Test
    void aTrustedOneMayNameFiles() throws IOException {
        var token = Files.writeString(folder.resolve("ca.pem"), "PEM");
        var text =
                KUBECONFIG.replace("certificate-authority-data: \"Q0E=\"", "certificate-authority: \"" + token + "\"");
        assertThat(access(kubeconfig(text, "", true)).config().getCaCertData()).isEqualTo("UEVN");
    }

    @Test
    void theSettingsAddressAndAuthoritiesComeFirst() {
        var settings = settings("https://settings.example.org", "PEM", kubeconfig(KUBECONFIG, "", false));
        var config = ClusterAccess.of(settings).config();
        assertThat(config.getMasterUrl()).startsWith("https://settings.example.org");
        assertThat(config.getCaCertData()).isEqualTo("UEVN");
    }

    @Test
    void saysWhatIsWrongWithoutTheSecretsAround() {
        assertThatThrownBy(() -> access(kubeconfig("users:\n- token: s3cret: x: [", "", false)))
                .hasMessageContaining("is not YAML at line")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> access(kubeconfig("just text", "", false))).hasMessageContaining("not a kubeconfig");
        var error = catchThrowableOfType(ApsException.class, () -> access(kubeconfig(KUBECONFIG, "three", false)));
        assertThat(error.problems())
                .extracting(Problem::message)
                .containsExactly("there is no context 'three'; it has one, two");
    }

    @Test
    void aTokenNeedsAnAddress() {
        var token = new ClusterCredential.Token(new SecretValue("s3cret"));
        assertThatThrownBy(() -> access(token)).hasMessageContaining("serverUrl is missing");
        assertThatThrownBy(() -> ClusterAccess.of(settings("file:///etc/passwd", "", token)))
                .hasMessageContaining("it begins with https://");
    }

    @Test
    void sendsNoCredentialUnencryptedToAnotherMachine() {
        var token = new ClusterCredential.Token(new SecretValue("s3cret"));
        for (var url : List.of("http://api.example.org", "http://127.0.0.1.example.org", "http://10.0.0.1:8080")) {
            assertThatThrownBy(() -> ClusterAccess.of(settings(url, "", token)))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                    .hasMessageContaining(url)
                    .hasMessageContaining("use https://")
                    .hasMessageNotContaining("s3cret");
        }
        var open = KUBECONFIG.replace("https://two", "http://two");
        assertThatThrownBy(() -> access(kubeconfig(open, "two", true))).hasMessageContaining("use https://");
        assertThatThrownBy(() -> access(
                        kubeconfig(open.replace("{token: s3cret}", "{username: u, password: s3cret}"), "two", true)))
                .hasMessageContaining("use https://");
    }

    @Test
    void aServerOfThisMachineNeedsNoEncryption() {
        var token = new ClusterCredential.Token(new SecretValue("s3cret"));
        for (var url : List.of("http://127.0.0.1:8001", "http://localhost:8001", "http://[::1]:8001")) {
            assertThat(ClusterAccess.of(settings(url, "", token)).config().getMasterUrl())
                    .startsWith(url);
        }
    }

    @Test
    void theServiceAccountIsThatOfThePod() throws IOException {
        var credential = new ClusterCredential.ServiceAccount();
        assertThatThrownBy(() -> ClusterAccess.of(settings("", "", credential), Map.of(), folder))
                .hasMessageContaining("we don't run in a pod");
        Files.writeString(folder.resolve("token"), "s3cret\n");
        var environment = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "6443");
        var config = ClusterAccess.of(settings("", "", credential), environment, folder)
                .config();
        assertThat(config.getMasterUrl()).startsWith("https://10.0.0.1:6443");
        assertThat(config.getOauthToken()).isEqualTo("s3cret");
    }

    @Test
    void aClusterThatNeedNotProveWhoItIsIsTakenOnlyWhereThatIsAllowed() {
        var insecure = KUBECONFIG.replace("certificate-authority-data: \"Q0E=\"", "insecure-skip-tls-verify: true");
        var credential = kubeconfig(insecure, "", true);

        assertThatThrownBy(() -> access(credential))
                .hasMessageContaining("cluster 'test'")
                .hasMessageContaining("'insecure-skip-tls-verify'")
                .hasMessageNotContaining("s3cret");
        var allowed = ClusterAccess.of(settings("", "", credential).insecureSkipTlsVerify(true));
        assertThat(allowed.config().isTrustCerts()).isTrue();
    }

    @Test
    void aClusterWhoseAuthorityIsNamedProvesWhoItIsWhateverTheKubeconfigSays() {
        var insecure = KUBECONFIG.replace("certificate-authority-data: \"Q0E=\"", "insecure-skip-tls-verify: true");
        var access = ClusterAccess.of(settings("", "PEM", kubeconfig(insecure, "", true)));

        assertThat(access.config().isTrustCerts()).isFalse();
        assertThat(access.config().isDisableHostnameVerification()).isFalse();
    }

    private static ClientFactory.Access access(ClusterCredential credential) {
        return ClusterAccess.of(settings("", "", credential));
    }

    private static ClusterCredential kubeconfig(String text, String context, boolean trusted) {
        return new ClusterCredential.Kubeconfig(new SecretValue(text), context, trusted);
    }

    private static ClusterSettings settings(String url, String authorities, ClusterCredential credential) {
        return new ClusterSettings("test", url, authorities, () -> credential, "aps-platform", "", "activiti-7");
    }
}
