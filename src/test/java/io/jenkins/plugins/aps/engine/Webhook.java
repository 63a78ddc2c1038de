package io.jenkins.plugins.aps.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An admission webhook on loopback, with a certificate of its own, for the Deployments of one namespace. */
final class Webhook implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    /** Shorter than a write of ours may take, which is a third of the takeover time. */
    private static final int TIMEOUT_SECONDS = 1;

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String authority;
    private Runnable unregister = () -> {};

    /** @param refusal why it refuses all; empty: it never answers */
    private Webhook(String refusal) throws Exception {
        var keys = keys();
        authority = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("webhook").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, refusal));
        server.start();
    }

    static Webhook refusing(String why) throws Exception {
        return new Webhook(why);
    }

    static Webhook hanging() throws Exception {
        return new Webhook("");
    }

    /** The API server asks it from now on; what it does not answer counts as refused. Ends when this is closed. */
    void register(KubernetesClient client, String name, String namespace) {
        var made = client.resource(new ValidatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .addNewWebhook()
                        .withName("deployments.example.org")
                        .withNewClientConfig()
                        .withUrl("https://127.0.0.1:" + server.getAddress().getPort() + "/")
                        .withCaBundle(Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.US_ASCII)))
                        .endClientConfig()
                        .addNewRule()
                        .withApiGroups("apps")
                        .withApiVersions("v1")
                        .withOperations("CREATE", "UPDATE")
                        .withResources("deployments")
                        .endRule()
                        .withNewNamespaceSelector()
                        .addToMatchLabels("kubernetes.io/metadata.name", namespace)
                        .endNamespaceSelector()
                        .withFailurePolicy("Fail")
                        .withTimeoutSeconds(TIMEOUT_SECONDS)
                        .withSideEffects("None")
                        .withAdmissionReviewVersions("v1")
                        .endWebhook()
                        .build())
                .create();
        unregister = () -> client.resource(made).delete();
    }

    private void answer(HttpExchange exchange, String refusal) throws IOException {
        try (exchange) {
            if (refusal.isEmpty()) {
                closed.await();
                return;
            }
            var json = new ObjectMapper();
            var answer = json.createObjectNode();
            answer.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
            var response = answer.putObject("response");
            response.put("uid", uid(json, exchange.getRequestBody())).put("allowed", false);
            response.putObject("status").put("code", 403).put("message", refusal);
            var bytes = json.writeValueAsBytes(answer);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String uid(ObjectMapper json, InputStream review) throws IOException {
        return json.readTree(review).path("request").path("uid").asText();
    }

    private static KeyStore keys() throws Exception {
        var folder = Files.createTempDirectory("aps-webhook-");
        var file = folder.resolve("keys.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "webhook",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=webhook",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException("no certificate could be made: " + said);
        }
        try (var in = Files.newInputStream(file)) {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    @Override
    public void close() {
        unregister.run();
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
