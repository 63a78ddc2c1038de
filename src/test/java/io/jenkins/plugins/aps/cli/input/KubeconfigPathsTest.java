package io.jenkins.plugins.aps.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KubeconfigPathsTest {
    private static final Path FOLDER = Path.of("/home/ada/.kube");

    @Test
    void makesRelativePathsAbsoluteAndLeavesTheRest() throws IOException {
        var kubeconfig = new YAMLMapper().readTree(KubeconfigPaths.absolute(fixture(), FOLDER));
        var cluster = kubeconfig.path("clusters").path(0).path("cluster");
        var user = kubeconfig.path("users").path(0).path("user");
        assertThat(cluster.path("certificate-authority").asText()).isEqualTo("/home/ada/.kube/pki/ca.crt");
        assertThat(cluster.path("server").asText()).isEqualTo("https://cluster.example.org");
        assertThat(user.path("client-certificate").asText()).isEqualTo("/etc/kube/ada.crt");
        assertThat(user.path("client-key").asText()).isEqualTo("/home/ada/.kube/ada.key");
        assertThat(user.at("/exec/command").asText()).isEqualTo("/home/ada/.kube/./login");
        var other = kubeconfig.path("users").path(1).path("user");
        assertThat(other.path("tokenFile").asText()).isEqualTo("/home/ada/.kube/token");
        assertThat(other.at("/exec/command").asText()).as("on the PATH").isEqualTo("login");
        assertThat(kubeconfig.path("current-context").asText()).isEqualTo("example");
    }

    @Test
    void leavesTextThatIsNoKubeconfigForTheCoreToRefuse() {
        assertThat(KubeconfigPaths.absolute("{ not yaml", FOLDER)).isEqualTo("{ not yaml");
        assertThat(KubeconfigPaths.absolute("", FOLDER)).isEmpty();
    }

    private static String fixture() throws IOException {
        try (var file = KubeconfigPathsTest.class.getResourceAsStream("kubeconfig-with-files.yaml")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
