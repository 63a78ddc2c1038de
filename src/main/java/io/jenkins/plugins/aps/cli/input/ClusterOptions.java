package io.jenkins.plugins.aps.cli.input;

import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.GatewayUrl;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which cluster. */
public class ClusterOptions {
    public static final String KUBECONFIG = "--kubeconfig";
    static final String NAME = "default";

    @Option(
            names = KUBECONFIG,
            paramLabel = "FILE",
            description = {
                "How to reach the cluster. Default: the first file of $KUBECONFIG that exists, else ~/.kube/config;"
                        + " in a pod without either, its service account."
            })
    private String kubeconfig = "";

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig. Default: its current one.")
    private String context = "";

    @Option(
            names = "--platform-namespace",
            paramLabel = "NAME",
            description = "Namespace that keeps the records of all applications. Default: ${DEFAULT-VALUE}.",
            defaultValue = "aps-platform")
    private String platformNamespace;

    @Option(
            names = "--insecure-skip-tls-verify",
            description =
                    "Takes a kubeconfig that says the same, which is refused else: whoever is on the way to such a"
                            + " cluster can take its place. Told each time.")
    private boolean insecureSkipTlsVerify;

    /** The settings; what is wrong is added to {@code problems}. */
    public final ClusterSettings settings(Environment environment, InputProblems problems) {
        var gateway = gatewayUrl();
        problems.add("--gateway-url", GatewayUrl.problem(gateway));
        return new ClusterSettings(
                        NAME,
                        "",
                        "",
                        credential(environment, problems),
                        platformNamespace,
                        gateway.replaceFirst("/+$", ""),
                        "activiti-7")
                .insecureSkipTlsVerify(insecureSkipTlsVerify);
    }

    /** Who deploys nothing is told the recorded one. */
    String gatewayUrl() {
        return "";
    }

    private Supplier<ClusterCredential> credential(Environment environment, InputProblems problems) {
        var file = file(environment);
        var named = environment.variable("KUBECONFIG");
        if (file.isEmpty() && !named.isBlank()) {
            problems.add(
                    KUBECONFIG,
                    "$KUBECONFIG names " + named + ", which does not exist: correct it, unset it, or use --kubeconfig");
            return ClusterCredential.ServiceAccount::new;
        }
        if (file.isEmpty()) {
            if (!environment.variable("KUBERNETES_SERVICE_HOST").isEmpty()) {
                return ClusterCredential.ServiceAccount::new;
            }
            problems.add(
                    KUBECONFIG,
                    "no kubeconfig: neither --kubeconfig, $KUBECONFIG nor ~/.kube/config names a file that exists");
            return ClusterCredential.ServiceAccount::new;
        }
        var path = file.get();
        problems.read(KUBECONFIG, path);
        // Read anew for each connection: tools renew tokens in it.
        return () -> read(path);
    }

    private ClusterCredential read(Path path) {
        var problems = new InputProblems();
        var text = problems.read(KUBECONFIG, path);
        problems.check();
        return new ClusterCredential.Kubeconfig(
                new SecretValue(KubeconfigPaths.absolute(text, path.getParent())), context, true, path.toString());
    }

    private Optional<Path> file(Environment environment) {
        if (!kubeconfig.isEmpty()) {
            return Optional.of(environment.path(kubeconfig));
        }
        var named = environment.variable("KUBECONFIG");
        // Who names a file that is gone means that cluster, and not the one of the home folder.
        var candidates = named.isBlank()
                ? Stream.of(environment.home().resolve(".kube").resolve("config"))
                : Arrays.stream(named.split(File.pathSeparator, -1))
                        .filter(name -> !name.isBlank())
                        .map(environment::path);
        return candidates.filter(Files::isRegularFile).findFirst();
    }
}
