package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.internal.tls.OkHostnameVerifier;

/**
 * Builds fabric8 clients. They find their parts through the thread's context class loader, which in a plugin of Jenkins is
 * not the one that has them; hence it is set while they are built.
 */
final class ClientFactory {
    /** Knows the kinds; takes long to make, so there is one. */
    static final KubernetesSerialization SERIALIZATION = withOurLoader(KubernetesSerialization::new);

    private static final KubernetesSerialization SLIM =
            withOurLoader(() -> new KubernetesSerialization(new ObjectMapper(new SlimJson()), true));

    private ClientFactory() {}

    /** @param interceptor hears of watches that can't begin */
    static KubernetesClient open(ClusterSettings settings, ExecutorService pool, Interceptor interceptor) {
        var access = ClusterAccess.of(settings);
        // Requests name their own timeout; this one is for the lists of the informers.
        var config = new ConfigBuilder(access.config())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout((int) Connection.LONGEST.toMillis())
                .withConnectionTimeout(5000)
                .withUserAgent("aps-deployer")
                .build();
        try {
            return withOurLoader(() -> new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientFactory(new Http(access, interceptor))
                    .withKubernetesSerialization(SLIM)
                    .withTaskExecutor(pool)
                    .build());
        } catch (KubernetesClientException e) {
            // Its causes may quote a key.
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "the credential of cluster '" + settings.name()
                            + "' can't be used: its certificates or its key can't be read");
        }
    }

    private static <T> T withOurLoader(Supplier<T> work) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(KubernetesClient.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What to connect to, the name on its certificate where that is not its host, and as whom to act. */
    record Access(Config config, String tlsServerName, Impersonation impersonation) {
        Access(Config config, String tlsServerName) {
            this(config, tlsServerName, Impersonation.none());
        }
    }

    /** OkHttp that follows no redirects (they would carry our requests elsewhere). */
    private static final class Http extends OkHttpClientFactory {
        private final String tlsServerName;
        private final Impersonation impersonation;
        private final Interceptor interceptor;

        Http(Access access, Interceptor interceptor) {
            this.tlsServerName = access.tlsServerName();
            this.impersonation = access.impersonation();
            this.interceptor = interceptor;
        }

        @Override
        protected void additionalConfig(OkHttpClient.Builder builder) {
            builder.followRedirects(false).followSslRedirects(false).addInterceptor(interceptor);
            if (!impersonation.isNone()) {
                builder.addInterceptor(impersonation.interceptor());
            }
            if (!tlsServerName.isEmpty()) {
                builder.hostnameVerifier((host, session) -> OkHostnameVerifier.INSTANCE.verify(tlsServerName, session));
            }
        }
    }
}
