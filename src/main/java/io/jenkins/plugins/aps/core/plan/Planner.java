package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.PlannedObject.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the plan of an application. Pure: the same request gives the same plan. Safe for many threads.
 *
 * <p>The application version is nowhere in the objects unless the catalog asks for it, and the release only in an
 * annotation of what holds its files: an upgrade touches what changes and nothing else.
 */
public final class Planner {
    /** Annotation: {@code project/version}. */
    public static final String RELEASE = "aps.jenkins.io/release";

    private static final Map<Integer, String> WAVES = Map.of(
            0, "namespace",
            1, "access, variables, files and volumes",
            2, "database and broker",
            3, "runtime services",
            4, "connectors",
            5, "user interfaces",
            6, "ingress");

    private Planner() {}

    /** What a wave is called, for people. */
    public static String waveName(int index) {
        return WAVES.getOrDefault(index, "wave " + index);
    }

    /**
     * The waves of an application. Connectors and user interfaces are named {@code connector-<name>} and {@code
     * ui-<name>}, because a model may have the name of a service.
     *
     * @throws ApsException {@code invalidRequest} with every problem: no image, no value of a secret, a file that can't be
     *     mounted
     */
    public static Plan plan(PlanRequest request) {
        var workloads = new Workloads(request);
        PlanRules.check(request, workloads);
        var descriptor = request.descriptor();
        var application = descriptor.name();
        var waves = new Waves();
        var paths = new ArrayList<HTTPIngressPath>();

        waves.add(0, AccessObjects.namespace(application));
        waves.add(1, AccessObjects.serviceAccount(application));
        waves.add(1, AccessObjects.access(application, descriptor.access()));
        GeneratedSecrets.of(application, request.catalog()).forEach(waves::addOnce);

        var files = new FileMaps(
                application, descriptor.release(), request.project().content());
        for (var service : request.catalog().services()) {
            var workload = workloads.service(service, files);
            workload.storage()
                    .ifPresent(storage -> waves.addOnce(WorkloadObjects.claim(application, workload, storage)));
            waves.addAll(service.wave(), WorkloadObjects.of(application, workload));
            service.paths()
                    .forEach(path -> paths.add(Ingresses.path(ApplicationUrls.path(application, path), workload)));
        }
        var mounted = request.catalog().services().stream()
                .anyMatch(service -> !service.projectFiles().isEmpty());
        if (mounted) {
            waves.addAll(1, files.maps());
        }
        for (var connector : descriptor.connectors()) {
            var variables = ConnectorObjects.variables(application, connector);
            var secrets = ConnectorObjects.secrets(
                    application, connector, request.secrets().getOrDefault(connector.name(), Map.of()));
            variables.ifPresent(object -> waves.add(1, object));
            secrets.ifPresent(object -> waves.add(1, object));
            waves.addAll(4, WorkloadObjects.of(application, workloads.connector(connector, variables, secrets)));
        }
        for (var ui : descriptor.uis()) {
            var workload = workloads.ui(ui);
            waves.addAll(5, WorkloadObjects.of(application, workload));
            paths.add(Ingresses.path(ApplicationUrls.uiPath(application, ui.name()), workload));
        }
        if (!paths.isEmpty()) {
            waves.add(6, Ingresses.of(application, request.gatewayUrl(), paths));
        }
        return new Plan(
                waves.list(),
                ApplicationUrls.of(descriptor, request.catalog(), request.gatewayUrl()),
                mounted ? files.files() : List.of());
    }

    /** Objects on their way into waves. */
    private static final class Waves {
        private final Map<Integer, List<PlannedObject>> objects = new TreeMap<>();

        void add(int wave, HasMetadata body) {
            add(wave, body, Mode.APPLY);
        }

        void addAll(int wave, List<? extends HasMetadata> bodies) {
            bodies.forEach(body -> add(wave, body));
        }

        void addOnce(HasMetadata body) {
            add(1, body, Mode.CREATE_ONCE);
        }

        List<Plan.Wave> list() {
            return objects.entrySet().stream()
                    .map(wave -> new Plan.Wave(wave.getKey(), WAVES.get(wave.getKey()), wave.getValue()))
                    .toList();
        }

        private void add(int wave, HasMetadata body, Mode mode) {
            var meta = body.getMetadata();
            var namespace = meta.getNamespace() == null ? "" : meta.getNamespace();
            var ref = new ObjectRef(body.getApiVersion(), body.getKind(), namespace, meta.getName());
            objects.computeIfAbsent(wave, index -> new ArrayList<>())
                    .add(new PlannedObject(ref, body, SpecHash.of(body), mode));
        }
    }
}
