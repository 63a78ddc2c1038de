package io.jenkins.plugins.aps.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.jenkins.plugins.aps.core.plan.Plan;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The least that has to be done: the same objects in the same waves by server-side apply over the same transport, eight
 * requests at once, and one watch that tells when a wave's Deployments are available. No record, no proof, no check: the
 * bodies are made beforehand.
 *
 * <p>With as many writes as ours has, records are written too, as ConfigMaps of their usual size.
 */
final class Floor implements Side {
    private static final int WRITERS = 8;
    private static final String MANAGER = "?fieldManager=aps-deployer&force=false";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sample sample;
    private final int records;
    private final KubernetesClient client;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final Map<String, CompletableFuture<Void>> ready = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private AsyncBody watch;

    /** @param records writes besides the objects, an application */
    Floor(Sample sample, String kubeconfig, int records) {
        this.sample = sample;
        this.records = records;
        var config = Config.fromKubeconfig(kubeconfig);
        config.setRequestRetryBackoffLimit(0);
        client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new OkHttpClientFactory())
                .build();
    }

    /** An object and its JSON. */
    private record Body(PlannedObject object, String json) {}

    /** The waves of each application, ready to be sent: made before the time is taken. */
    Map<String, List<List<Body>>> prepare(List<String> applications) {
        var prepared = new HashMap<String, List<List<Body>>>();
        for (var application : applications) {
            var waves = new ArrayList<List<Body>>();
            for (Plan.Wave wave : sample.plan(application).waves()) {
                waves.add(wave.objects().stream()
                        .map(object -> new Body(
                                object, client.getKubernetesSerialization().asJson(object.body())))
                        .toList());
            }
            prepared.put(application, waves);
        }
        return prepared;
    }

    @Override
    public void deploy(List<String> applications, int atOnce) throws Exception {
        deploy(prepare(applications), applications, atOnce);
    }

    void deploy(Map<String, List<List<Body>>> prepared, List<String> applications, int atOnce) throws Exception {
        watch();
        var places = new Semaphore(atOnce);
        var all = new CompletableFuture<?>[applications.size()];
        for (int i = 0; i < all.length; i++) {
            places.acquire();
            var application = applications.get(i);
            all[i] = wave(application, prepared.get(application), 0).whenComplete((nothing, error) -> places.release());
        }
        CompletableFuture.allOf(all).get(10, TimeUnit.MINUTES);
    }

    private CompletableFuture<Void> wave(String application, List<List<Body>> waves, int index) {
        if (index == waves.size()) {
            return CompletableFuture.completedFuture(null);
        }
        var wave = waves.get(index);
        var writes = wave.stream().map(body -> later(() -> write(body))).toArray(CompletableFuture[]::new);
        var written = CompletableFuture.allOf(writes);
        // Ours writes three around the namespace, and one at the end.
        for (int i = 0; i < recordsAt(index, waves.size()); i++) {
            written = written.thenCompose(nothing -> later(() -> record(application)));
        }
        return written.thenCompose(nothing -> CompletableFuture.allOf(wave.stream()
                        .filter(body -> body.object().ref().kind().equals("Deployment"))
                        .map(body -> ready(application, body.object().ref().name()))
                        .toArray(CompletableFuture[]::new)))
                .thenCompose(nothing -> wave(application, waves, index + 1));
    }

    private int recordsAt(int index, int waves) {
        return index == 0 ? Math.min(records, 3) : index == waves - 1 ? Math.max(0, records - 3) : 0;
    }

    private CompletableFuture<Void> later(Runnable work) {
        return CompletableFuture.runAsync(work, writers);
    }

    private CompletableFuture<Void> ready(String namespace, String name) {
        return ready.computeIfAbsent(namespace + "/" + name, key -> new CompletableFuture<>());
    }

    private void write(Body body) {
        var ref = body.object().ref();
        var collection = (ref.apiVersion().contains("/") ? "/apis/" : "/api/") + ref.apiVersion()
                + (ref.namespace().isEmpty() ? "" : "/namespaces/" + ref.namespace()) + "/" + plural(ref.kind());
        if (ref.kind().equals("Namespace")) {
            send("POST", collection + "?fieldManager=aps-deployer", "application/json", body.json());
        } else {
            send("PATCH", collection + "/" + ref.name() + MANAGER, "application/apply-patch+yaml", body.json());
        }
        var slash = ref.apiVersion().indexOf('/');
        var group = slash < 0 ? "" : "." + ref.apiVersion().substring(0, slash);
        count((ref.kind().equals("Namespace") ? "create " : "patch ") + plural(ref.kind()) + group);
    }

    private void record(String application) {
        var json = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"app-" + application
                + "\",\"labels\":{\"app.kubernetes.io/managed-by\":\"aps-deployer\"}},\"data\":{\"inventory.json\":\""
                + "x".repeat(4500) + requests.size() + System.nanoTime() + "\"}}";
        send(
                "PATCH",
                "/api/v1/namespaces/default/configmaps/app-" + application + MANAGER,
                "application/apply-patch+yaml",
                json);
        count("patch configmaps (records)");
    }

    private void count(String what) {
        requests.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    private static String plural(String kind) {
        return Pluralize.toPlural(kind.toLowerCase(Locale.ROOT));
    }

    private String server() {
        return client.getMasterUrl().toString().replaceFirst("/+$", "");
    }

    private void send(String method, String path, String type, String body) {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(server() + path)
                .header("Accept", "application/json")
                .method(method, type, body)
                .build();
        var answer = http.sendAsync(request, byte[].class).join();
        if (!answer.isSuccessful()) {
            throw new IllegalStateException(method + " " + path + ": HTTP " + answer.code() + " "
                    + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private void watch() {
        var http = client.getHttpClient();
        var request = http.newHttpRequestBuilder()
                .uri(server() + "/apis/apps/v1/deployments?watch=true&labelSelector="
                        + "app.kubernetes.io%2Fmanaged-by%3Daps-deployer")
                .forStreaming()
                .build();
        var response = http.consumeBytes(request, (buffers, body) -> {
                    buffers.forEach(this::read);
                    body.consume();
                })
                .join();
        watch = response.body();
        watch.consume();
    }

    private synchronized void read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            var next = bytes.get();
            if (next == '\n') {
                look();
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    private void look() {
        try {
            JsonNode object = JSON.readTree(line.toByteArray()).path("object");
            var metadata = object.path("metadata");
            var status = object.path("status");
            var replicas = object.path("spec").path("replicas").asInt(1);
            if (status.path("observedGeneration").asLong()
                            >= metadata.path("generation").asLong()
                    && status.path("updatedReplicas").asInt() == replicas
                    && status.path("availableReplicas").asInt() == replicas) {
                ready(metadata.path("namespace").asText(), metadata.path("name").asText())
                        .complete(null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, Integer> requests() {
        var sorted = new TreeMap<String, Integer>();
        requests.forEach((what, count) -> sorted.put(what, count.get()));
        return sorted;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.cancel();
        }
        writers.shutdownNow();
        client.close();
    }
}
