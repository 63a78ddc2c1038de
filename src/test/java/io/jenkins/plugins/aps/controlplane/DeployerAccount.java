package io.jenkins.plugins.aps.controlplane;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The deployer's service account as docs/rbac.yaml makes it, with real tokens, and an administrator beside it. Changed
 * rights are waited for by access review.
 */
public final class DeployerAccount implements AutoCloseable {
    public static final String PLATFORM = "aps-platform";
    public static final String NAME = "aps-deployer";

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Config config;
    private final KubernetesClient admin;
    private final String platform;

    public DeployerAccount(ControlPlane plane) throws IOException {
        this(plane, PLATFORM);
    }

    /** @param platform another platform namespace, put into the files as they say; the last one made is in force */
    public DeployerAccount(ControlPlane plane, String platform) throws IOException {
        this.platform = platform;
        config = Config.fromKubeconfig(plane.kubeconfig());
        admin = plane.client();
        apply("rbac.yaml");
        // The rights count some time after they are there, the policy later still.
        awaitRight(true, "create", "", "namespaces", "", "");
        awaitRight(true, "patch", "coordination.k8s.io", "leases", "", platform);
        try (var own = client()) {
            await(
                    "the policy to count",
                    () -> code(() -> own.namespaces()
                                    .resource(new NamespaceBuilder()
                                            .withNewMetadata()
                                            .withName("policy-probe")
                                            .endMetadata()
                                            .build())
                                    .dryRun()
                                    .create())
                            == 403);
        }
    }

    /** A file of docs/, as {@code kubectl apply} would. */
    public List<HasMetadata> apply(String file) throws IOException {
        return admin.load(text(file)).forceConflicts().serverSideApply();
    }

    private InputStream text(String file) throws IOException {
        return new ByteArrayInputStream(Files.readString(Path.of("docs", file))
                .replace(PLATFORM, platform)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** What a file of docs/ says; one object of a kind and name. */
    public <T extends HasMetadata> T read(String file, Class<T> kind, String name) throws IOException {
        return admin.load(text(file)).items().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public KubernetesClient admin() {
        return admin;
    }

    /** A client with a token of the account. */
    public KubernetesClient client() {
        var own = new ConfigBuilder(Config.empty())
                .withMasterUrl(config.getMasterUrl())
                .withCaCertData(config.getCaCertData())
                .withOauthToken(token())
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(own).build();
    }

    /** A token that holds until its account is gone. */
    public String token() {
        return request(new TokenRequestBuilder().withNewSpec().endSpec());
    }

    /** A token that holds as long as a Secret of the platform namespace exists. */
    public String tokenBoundTo(String secret) {
        return request(new TokenRequestBuilder()
                .withNewSpec()
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Secret")
                .withName(secret)
                .endBoundObjectRef()
                .endSpec());
    }

    private String request(TokenRequestBuilder wish) {
        return admin.serviceAccounts()
                .inNamespace(platform)
                .withName(NAME)
                .tokenRequest(wish.build())
                .getStatus()
                .getToken();
    }

    /** A kubeconfig with a new token of the account, in YAML, with everything in it. */
    public String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: plane, cluster: {server: "%s", certificate-authority-data: "%s"}}]
                users: [{name: deployer, user: {token: "%s"}}]
                contexts: [{name: plane, context: {cluster: plane, user: deployer}}]
                current-context: plane
                """
                .formatted(config.getMasterUrl(), config.getCaCertData(), token());
    }

    public ClusterSettings settings(Supplier<String> token) {
        return new ClusterSettings(
                "default",
                config.getMasterUrl(),
                new String(java.util.Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8),
                () -> new ClusterCredential.Token(new SecretValue(token.get())),
                platform,
                "https://gateway.example.org",
                "activiti-7");
    }

    public ClusterSettings settings(Supplier<String> token, Tunnel tunnel) {
        return new ClusterSettings(
                "default",
                tunnel.url(),
                "",
                () -> new ClusterCredential.Token(new SecretValue(token.get())),
                platform,
                "https://gateway.example.org",
                "activiti-7");
    }

    public Tunnel tunnel() throws IOException {
        try {
            // Without the administrator's certificate: who comes through has nothing but its token.
            var trusting = new ConfigBuilder(Config.empty())
                    .withMasterUrl(config.getMasterUrl())
                    .withCaCertData(config.getCaCertData())
                    .build();
            return new Tunnel(
                    SSLUtils.sslContext(trusting),
                    URI.create(config.getMasterUrl()).getPort());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Another set of rules for a ClusterRole; the caller waits for what it needs. */
    public void setRules(String clusterRole, List<PolicyRule> rules) {
        admin.rbac().clusterRoles().withName(clusterRole).edit(role -> {
            ((ClusterRole) role).setRules(rules);
            return role;
        });
    }

    /** Waits until the account has, or has not, a right. */
    public void awaitRight(boolean allowed, String verb, String group, String resource, String name, String namespace) {
        var slash = resource.indexOf('/');
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:" + platform + ":" + NAME)
                .withGroups("system:serviceaccounts", "system:serviceaccounts:" + platform, "system:authenticated")
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(slash < 0 ? resource : resource.substring(0, slash))
                .withSubresource(slash < 0 ? null : resource.substring(slash + 1))
                .withName(name.isEmpty() ? null : name)
                .withNamespace(namespace.isEmpty() ? null : namespace)
                .endResourceAttributes()
                .endSpec()
                .build();
        await(
                verb + " " + resource + " allowed: " + allowed,
                () -> admin.authorization()
                                .v1()
                                .subjectAccessReview()
                                .create(review)
                                .getStatus()
                                .getAllowed()
                        == allowed);
    }

    /** Asks until it is so; there is nothing that would tell. */
    public static void await(String what, BooleanSupplier reached) {
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
    }

    /** What the API server answers: 0 where it does what it is asked. */
    public static int code(Runnable request) {
        try {
            request.run();
            return 0;
        } catch (KubernetesClientException e) {
            return e.getCode();
        }
    }

    /** Removes applications with their records. */
    public void remove(String... namespaces) {
        for (var namespace : namespaces) {
            admin.namespaces().withName(namespace).delete();
            admin.configMaps()
                    .inNamespace(platform)
                    .withLabel("app.kubernetes.io/part-of", namespace)
                    .delete();
        }
        Stream.of(namespaces)
                .forEach(namespace -> await(
                        namespace + " to be gone",
                        () -> admin.namespaces().withName(namespace).get() == null));
    }

    @Override
    public void close() {
        admin.close();
    }
}
