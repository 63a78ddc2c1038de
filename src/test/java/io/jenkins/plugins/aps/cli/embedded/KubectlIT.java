package io.jenkins.plugins.aps.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who tries the demo looks at its cluster with kubectl. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KubectlIT {
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    private final EmbeddedCluster cluster = EmbeddedCluster.start();

    @TempDir
    private Path temp;

    @BeforeEach
    void look() throws Exception {
        assumeTrue(installed(), "there is no kubectl of version 1.27 or newer");
        Files.writeString(temp.resolve("kubeconfig"), cluster.kubeconfig());
        try (var client = cluster.client()) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("aps-platform")
                            .endMetadata()
                            .build())
                    .create();
            for (var name : new String[] {"app-hello", "app-hello.v1"}) {
                client.resource(new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withNamespace("aps-platform")
                                .withLabels(Map.of("app.kubernetes.io/managed-by", "aps-deployer"))
                                .endMetadata()
                                .withData(Map.of("record", "of " + name))
                                .build())
                        .create();
            }
        }
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static boolean installed() throws Exception {
        var asked = new ProcessBuilder("bash", "-c", "kubectl version --client -o json")
                .redirectErrorStream(true)
                .start();
        var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var minor = Pattern.compile("\"minor\": \"(\\d+)").matcher(said);
        return asked.waitFor() == 0 && minor.find() && Integer.parseInt(minor.group(1)) >= 27;
    }

    /** Both streams; the script goes on after what fails. */
    private String type(String script) throws Exception {
        var shell = new ProcessBuilder("bash", "-c", script)
                .directory(temp.toFile())
                .redirectErrorStream(true);
        shell.environment().putAll(Map.of("KUBECONFIG", "kubeconfig", "HOME", temp.toString()));
        var process = shell.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void recordsAreSavedAndRestoredAsThePageTells() throws Exception {
        var page = Files.readString(Path.of("docs", "backup.md"));
        var commands =
                COMMANDS.matcher(page).results().map(match -> match.group(1)).toList();
        type(commands.get(0));
        type("kubectl -n aps-platform delete configmap app-hello");

        assertThat(type(commands.get(1)))
                .isEqualTo(
                        """
                        configmap/app-hello created
                        Error from server (AlreadyExists): error when creating "STDIN": configmaps "app-hello.v1" already exists
                        """);
        assertThat(type("kubectl -n aps-platform get cm app-hello -o jsonpath='{.data.record}'"))
                .isEqualTo("of app-hello");
    }

    @Test
    void objectsAreMadeChangedAndRemoved() throws Exception {
        var object = "printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: mine}\\ndata: {a: \"%s\"}' ";

        assertThat(type(object + "1 | kubectl apply --server-side -f -"))
                .isEqualTo("configmap/mine serverside-applied\n");
        assertThat(type(object + "2 | kubectl apply --server-side -f -"))
                .isEqualTo("configmap/mine serverside-applied\n");
        assertThat(type("kubectl patch cm mine --type merge -p '{\"data\":{\"b\":\"3\"}}'"))
                .isEqualTo("configmap/mine patched\n");
        assertThat(type("kubectl label cm mine team=hr")).isEqualTo("configmap/mine labeled\n");
        assertThat(type("kubectl get cm -l team=hr -o jsonpath='{.items[0].data}'"))
                .isEqualTo("{\"a\":\"2\",\"b\":\"3\"}");
        assertThat(type("kubectl delete cm mine")).startsWith("configmap \"mine\" deleted");
        assertThat(type("kubectl get cm mine")).contains("NotFound");
    }

    @Test
    void whatItDoesNotUnderstandIsSaidInsteadOfKeepingWhoAsksWaiting() throws Exception {
        assertThat(type("kubectl create namespace other"))
                .contains("unknown format: application/vnd.kubernetes.protobuf");
        assertThat(type("kubectl get cm --watch")).contains("can be watched by WebSocket only");
        assertThat(type("echo '[' | kubectl create --raw /api/v1/namespaces/default/configmaps -f -"))
                .contains("Error from server");
    }
}
