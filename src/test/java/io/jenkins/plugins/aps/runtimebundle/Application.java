package io.jenkins.plugins.aps.runtimebundle;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ConnectorRequest;
import io.jenkins.plugins.aps.core.model.DeployRequest;
import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.runtimebundle.RuntimeBundle.Loaded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An application, and the engine that runs in its runtime bundle: on one database as long as it lives. */
final class Application {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Aps aps;
    private final KubernetesClient client;
    private final String name;
    private final Path folder;
    private final List<String> database;
    private final List<ConnectorRequest> connectors;

    Application(
            Aps aps,
            KubernetesClient client,
            String name,
            Path folder,
            List<String> database,
            List<ConnectorRequest> connectors) {
        this.aps = aps;
        this.client = client;
        this.name = name;
        this.folder = folder;
        this.database = database;
        this.connectors = connectors;
    }

    /** Deploys or upgrades, and starts the engine with what is in the cluster then. */
    Loaded deploy(String project, String release) throws Exception {
        aps.deploy(
                        new DeployRequest(
                                "op-" + COUNT.incrementAndGet(),
                                "dora",
                                "",
                                name,
                                "",
                                "",
                                project,
                                release,
                                "",
                                new Access(new Principals(List.of("ada"), List.of()), Principals.NONE),
                                connectors,
                                LONG,
                                LONG,
                                false,
                                FailurePolicy.LEAVE,
                                IfRunning.WAIT),
                        DeployListener.SILENT)
                .result()
                .get(3, TimeUnit.MINUTES);
        return restart();
    }

    Loaded rollback(int version) throws Exception {
        aps.rollback(
                        new VersionRequest(
                                "op-" + COUNT.incrementAndGet(),
                                "dora",
                                "",
                                name,
                                "",
                                version,
                                credential -> Optional.empty(),
                                LONG,
                                LONG,
                                false,
                                FailurePolicy.LEAVE,
                                IfRunning.WAIT),
                        DeployListener.SILENT)
                .result()
                .get(3, TimeUnit.MINUTES);
        return restart();
    }

    /** Another start with the same files, on the same database: as a node that goes away would make it. */
    Loaded restart() throws Exception {
        var pod = client.apps()
                .deployments()
                .inNamespace(name)
                .withName("rb")
                .require()
                .getSpec()
                .getTemplate()
                .getSpec();
        var container = pod.getContainers().get(0);
        var mount = container.getVolumeMounts().stream()
                .filter(each -> each.getName().equals("project-files"))
                .findFirst()
                .orElseThrow();
        var volume = pod.getVolumes().stream()
                .filter(each -> each.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow();
        var mounted = folder.resolve("start-" + COUNT.incrementAndGet());
        MountedVolume.lay(client, name, volume, mounted);
        var environment = new HashMap<String, String>();
        for (var variable : container.getEnv()) {
            environment.put(variable.getName(), value(variable).replace(mount.getMountPath(), mounted.toString()));
        }
        return RuntimeBundle.start(Map.copyOf(environment), database);
    }

    private String value(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        var reference = variable.getValueFrom().getSecretKeyRef();
        var secret =
                client.secrets().inNamespace(name).withName(reference.getName()).require();
        return new String(Base64.getDecoder().decode(secret.getData().get(reference.getKey())), StandardCharsets.UTF_8);
    }
}
