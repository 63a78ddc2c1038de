package io.jenkins.plugins.aps.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.aps.core.ForwardProxy;
import io.jenkins.plugins.aps.core.cluster.KubernetesCluster;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kubeconfig says of who asks is what the API server sees. */
@WithControlPlane
class KubeconfigIT {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String APPLICATION = "by-kubeconfig";

    @TempDir
    private Path folder;

    private DeployerAccount account;

    @BeforeEach
    void open(ControlPlane plane) throws Exception {
        account = new DeployerAccount(plane);
    }

    @AfterEach
    void close() {
        account.close();
    }

    private static List<Problem> missing(String kubeconfig) {
        return missing(kubeconfig, ProxyChoice.none());
    }

    private static List<Problem> missing(String kubeconfig, ProxyChoice proxies) {
        var settings = new ClusterSettings(
                "default",
                "",
                "",
                () -> new ClusterCredential.Kubeconfig(new SecretValue(kubeconfig), "", true),
                DeployerAccount.PLATFORM,
                "",
                "activiti-7",
                proxies,
                false);
        try (var cluster = KubernetesCluster.open(settings, "door-kubeconfig", Duration.ofSeconds(30))) {
            return cluster.missingRights(APPLICATION);
        }
    }

    @Test
    void anAdministratorWhoActsAsSomebodyElseMayWhatThatOneMay(ControlPlane plane) throws Exception {
        assertThat(missing(plane.kubeconfig())).isEmpty();
        assertThat(missing(as(plane, "as: somebody")))
                .extracting(Problem::toString)
                .anyMatch(problem -> problem.contains("namespaces"));
        assertThat(missing(as(
                        plane, "as: system:serviceaccount:" + DeployerAccount.PLATFORM + ":" + DeployerAccount.NAME)))
                .isEmpty();
        assertThat(missing(as(plane, "as: somebody, as-groups: [system:masters]")))
                .isEmpty();
    }

    /** The administrator's kubeconfig with more fields, in YAML, for its user. */
    private static String as(ControlPlane plane, String fields) throws Exception {
        var root = YAML.readTree(plane.kubeconfig());
        ((ObjectNode) root.at("/users/0/user")).setAll((ObjectNode) YAML.readTree("{" + fields + "}"));
        return YAML.writeValueAsString(root);
    }

    @Test
    void aProxyIsUsedAndThatOfTheKubeconfigBeforeThatOfTheEnvironment(ControlPlane plane) throws Exception {
        var server = Config.fromKubeconfig(plane.kubeconfig()).getMasterUrl();
        var tunnel = "CONNECT " + URI.create(server).getAuthority();
        try (var surrounding = new ForwardProxy("ada:pr0xy");
                var own = new ForwardProxy("")) {
            assertThat(missing(plane.kubeconfig(), surrounding.choice("ada", "pr0xy")))
                    .isEmpty();
            assertThat(surrounding.asked).isNotEmpty().containsOnly(tunnel);

            surrounding.asked.clear();
            var root = YAML.readTree(plane.kubeconfig());
            ((ObjectNode) root.at("/clusters/0/cluster")).put("proxy-url", own.url());
            assertThat(missing(YAML.writeValueAsString(root), surrounding.choice("ada", "pr0xy")))
                    .isEmpty();
            assertThat(own.asked).isNotEmpty().containsOnly(tunnel);
            assertThat(surrounding.asked).isEmpty();
        }
    }

    @Test
    void aCredentialProgramsTokenIsAccepted() throws Exception {
        var program = Files.writeString(
                folder.resolve("login"),
                "#!/bin/sh\necho '{\"kind\":\"ExecCredential\",\"status\":{\"token\":\"" + account.token() + "\"}}'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var kubeconfig = account.kubeconfig()
                .replaceFirst(
                        "user: \\{token: \"[^\"]*\"}",
                        "user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: " + program
                                + ", interactiveMode: Never}}");
        assertThat(kubeconfig).contains("exec:");

        assertThat(missing(kubeconfig)).isEmpty();
    }
}
