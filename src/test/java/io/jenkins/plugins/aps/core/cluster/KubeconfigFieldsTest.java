package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each field of a kubeconfig that says who or where: it is used, or refused, and never ignored. */
class KubeconfigFieldsTest {
    @TempDir
    private Path folder;

    private ClientFactory.Access read(boolean trusted, String cluster, String user) {
        var text =
                """
                current-context: one
                contexts: [{name: one, context: {cluster: c, user: u, namespace: elsewhere, extensions: []}}]
                clusters: [{name: c, cluster: {server: "https://one.example.org", %s}}]
                users: [{name: u, user: {%s}}]
                """
                        .formatted(cluster, user);
        return ClusterAccess.of(new ClusterSettings(
                        "test",
                        "",
                        "",
                        () -> new ClusterCredential.Kubeconfig(new SecretValue(text), "", trusted),
                        "aps-platform",
                        "",
                        "activiti-7")
                .insecureSkipTlsVerify(true));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Path program(String script) throws IOException {
        var file = file("login", "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** Source: the types Cluster and AuthInfo of client-go, clientcmd/api/v1. */
    @Test
    void everyFieldIsUsedOfWhomIsTrusted() throws IOException {
        var ca = file("ca.pem", "CA");
        var certificate = file("cert.pem", "CERT");
        var key = file("key.pem", "KEY");
        var token = file("token", "from-file\n");
        Map<String, Function<ClientFactory.Access, Object>> cluster = new TreeMap<>(Map.of(
                "certificate-authority: " + ca,
                access -> access.config().getCaCertData(),
                "certificate-authority-data: Q0E=",
                access -> access.config().getCaCertData(),
                "insecure-skip-tls-verify: true",
                access -> access.config().isTrustCerts(),
                "proxy-url: 'http://proxy:3128'",
                access -> access.config().getHttpsProxy(),
                "tls-server-name: api.example.org",
                ClientFactory.Access::tlsServerName));
        Map<String, Function<ClientFactory.Access, Object>> user = new TreeMap<>(Map.of(
                "client-certificate: " + certificate,
                access -> access.config().getClientCertData(),
                "client-certificate-data: Q0VSVA==",
                access -> access.config().getClientCertData(),
                "client-key: " + key,
                access -> access.config().getClientKeyData(),
                "client-key-data: S0VZ",
                access -> access.config().getClientKeyData(),
                "token: t0ken",
                access -> access.config().getOauthToken(),
                "tokenFile: " + token,
                access -> access.config().getOauthToken(),
                "username: ada",
                access -> access.config().getUsername(),
                "password: s3cret",
                access -> access.config().getPassword(),
                "as: dora",
                ClientFactory.Access::impersonation));

        var seen = new ArrayList<String>();
        cluster.forEach(
                (field, of) -> seen.add(field.split(":", 2)[0] + "=" + of.apply(read(true, field, "token: t"))));
        user.forEach((field, of) -> seen.add(field.split(":", 2)[0] + "=" + of.apply(read(true, "", field))));

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "certificate-authority=Q0E=",
                        "certificate-authority-data=Q0E=",
                        "insecure-skip-tls-verify=true",
                        "proxy-url=http://proxy:3128",
                        "tls-server-name=api.example.org",
                        "as=Impersonate-User: dora\n",
                        "client-certificate=Q0VSVA==",
                        "client-certificate-data=Q0VSVA==",
                        "client-key=S0VZ",
                        "client-key-data=S0VZ",
                        "password=s3cret",
                        "token=t0ken",
                        "tokenFile=from-file",
                        "username=ada");
    }

    @Test
    void whoIsActedAsIsSentWithGroupsIdAndMoreAlsoOfWhomIsNotTrusted() {
        for (var trusted : List.of(true, false)) {
            assertThat(read(
                                    trusted,
                                    "",
                                    "token: t, as: dora, as-uid: u1, as-groups: [ops, 'a b'], as-user-extra: {scopes: [x, y], 'k/l': [z]}")
                            .impersonation()
                            .toString())
                    .isEqualTo("Impersonate-User: dora\nImpersonate-Uid: u1\nImpersonate-Group: ops\n"
                            + "Impersonate-Group: a b\nImpersonate-Extra-scopes: x\nImpersonate-Extra-scopes: y\n"
                            + "Impersonate-Extra-k%2Fl: z\n");
        }
        assertThatThrownBy(() -> read(true, "", "token: t, as-groups: [system:masters]"))
                .asInstanceOf(type(ApsException.class))
                .satisfies(error ->
                        assertThat(error.problems()).extracting(Problem::where).containsExactly("users.user.as"));
    }

    @Test
    void filesThatCantBeReadAreToldAllAtOnceAndNothingIsSentWithout() {
        assertThatThrownBy(() -> read(
                        true,
                        "certificate-authority: /none/ca",
                        "tokenFile: /none/token, client-certificate: /none/cert, client-key: /none/key"))
                .asInstanceOf(type(ApsException.class))
                .satisfies(error -> assertThat(error.problems())
                        .extracting(Problem::toString)
                        .containsExactly(
                                "clusters.cluster.certificate-authority: the file '/none/ca' can't be read",
                                "users.user.client-certificate: the file '/none/cert' can't be read",
                                "users.user.client-key: the file '/none/key' can't be read",
                                "users.user.tokenFile: the file '/none/token' can't be read"));
    }

    @Test
    void aTokenFileIsReadAgainWhenTheConnectionIsOpenedAgain() throws IOException {
        var token = file("token", "first");
        assertThat(read(true, "", "token: old, tokenFile: " + token).config().getOauthToken())
                .isEqualTo("first");
        Files.writeString(token, "second\n");
        assertThat(read(true, "", "token: old, tokenFile: " + token).config().getOauthToken())
                .isEqualTo("second");
    }

    private String exec(Path command, String more) {
        return "exec: {apiVersion: client.authentication.k8s.io/v1, command: " + command + more + "}";
    }

    @Test
    void aCredentialProgramGivesTheTokenAndIsToldOfTheCluster() throws IOException {
        var login = program("echo \"$KUBERNETES_EXEC_INFO $1 $PLACE\" > " + folder.resolve("told")
                + "\necho '{\"kind\":\"ExecCredential\",\"status\":{\"token\":\"fresh\"}}'");
        var access = read(
                true, "", exec(login, ", args: [get], env: [{name: PLACE, value: here}], provideClusterInfo: true"));

        assertThat(access.config().getOauthToken()).isEqualTo("fresh");
        assertThat(folder.resolve("told"))
                .content()
                .contains("\"kind\":\"ExecCredential\"", "\"server\":\"https://one.example.org\"", " get here");
    }

    @Test
    void aCredentialProgramThatFailsIsToldWithWhatItSaidAndNothingIsSentWithout() throws IOException {
        refused(ErrorCode.NOT_ALLOWED, exec(program("echo expired >&2; exit 3"), ""), "ended with 3: expired");
        refused(ErrorCode.NOT_ALLOWED, exec(program("echo s3cret"), ""), "printed no JSON on its standard output");
        refused(ErrorCode.NOT_ALLOWED, exec(program("echo '{}'"), ""), "gave neither a token nor a client certificate");
        refused(
                ErrorCode.INVALID_REQUEST,
                exec(Path.of("/none/login"), ", installHint: Get it from the portal."),
                "'/none/login' of the kubeconfig of cluster 'test' can't be started",
                "Get it from the portal.");
        refused(
                ErrorCode.INVALID_REQUEST,
                exec(program("exit 0"), ", interactiveMode: Always"),
                "wants to ask at a terminal");
        refused(
                ErrorCode.INVALID_REQUEST,
                "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}",
                "of the version 'client.authentication.k8s.io/v1alpha1'");
    }

    private void refused(ErrorCode code, String user, String... said) {
        assertThatThrownBy(() -> read(true, "", user))
                .hasMessageContainingAll(said)
                .hasMessageNotContaining("s3cret")
                .asInstanceOf(type(ApsException.class))
                .extracting(ApsException::code)
                .isEqualTo(code);
    }

    @Test
    void aLineBreakInWhomItActsAsIsRefused() {
        assertThatThrownBy(() -> read(true, "", "token: t, as: \"dora\\nImpersonate-Group: system:masters\""))
                .satisfies(error ->
                        assertThat(((ApsException) error).problems().toString()).contains("control character"));
    }

    @Test
    void aProgramThatLeavesSomethingRunningIsNotWaitedForLongerThanItself() throws IOException {
        var exec = new ObjectMapper()
                .createObjectNode()
                .put("apiVersion", "client.authentication.k8s.io/v1")
                .put(
                        "command",
                        program("sleep 60 & sleep 0.3; echo '{\"status\": {\"token\": \"t\"}}'")
                                .toString());
        var program = new CredentialProgram("k", exec, exec, Duration.ofSeconds(1));

        assertThatThrownBy(program::run).hasMessageContaining("left something running that still holds its output");
    }

    @Test
    void whatAProgramSaysIsToldWithoutWhatMayBeASecretAndInOneLine() throws IOException {
        var exec = new ObjectMapper()
                .createObjectNode()
                .put("apiVersion", "client.authentication.k8s.io/v1")
                .put(
                        "command",
                        program(
                                        "printf 'got id_token abc\\nsession eyJhbGciOiJIUzI1NiJ9.eyJzdWIi\\nlog in first\\n' >&2; exit 3")
                                .toString());

        assertThatThrownBy(new CredentialProgram("k", exec, exec)::run)
                .hasMessageEndingWith("ended with 3: session *** log in first");
    }
}
