package io.jenkins.plugins.aps.core.model;

import java.util.function.Supplier;

/**
 * A cluster that applications are deployed to.
 *
 * @param name how requests name it
 * @param serverUrl address of its API server; empty: that of the kubeconfig or of the pod we run in
 * @param caCertificate PEM text; empty: the system's authorities
 * @param credential asked anew for every connection, so that a changed one is noticed; never cached
 * @param platformNamespace where records are kept, usually {@code aps-platform}
 * @param gatewayUrl base of the applications' URLs, without a slash at its end; may be empty: no URLs are told
 * @param catalog the default platform version for its applications, for example {@code activiti-7}
 * @param proxies which proxy its API server is reached through
 * @param insecureSkipTlsVerify whether a kubeconfig is taken that says the same: whoever is on the way to such a cluster can
 *     take its place
 */
public record ClusterSettings(
        String name,
        String serverUrl,
        String caCertificate,
        Supplier<ClusterCredential> credential,
        String platformNamespace,
        String gatewayUrl,
        String catalog,
        ProxyChoice proxies,
        boolean insecureSkipTlsVerify) {
    /** Reached directly, and only if it proves who it is. */
    public ClusterSettings(
            String name,
            String serverUrl,
            String caCertificate,
            Supplier<ClusterCredential> credential,
            String platformNamespace,
            String gatewayUrl,
            String catalog) {
        this(
                name,
                serverUrl,
                caCertificate,
                credential,
                platformNamespace,
                gatewayUrl,
                catalog,
                ProxyChoice.none(),
                false);
    }

    /** The same with another default platform version; empty: its own. */
    public ClusterSettings on(String runtimeVersion) {
        return runtimeVersion.isEmpty()
                ? this
                : new ClusterSettings(
                        name,
                        serverUrl,
                        caCertificate,
                        credential,
                        platformNamespace,
                        gatewayUrl,
                        runtimeVersion,
                        proxies,
                        insecureSkipTlsVerify);
    }

    /** The same, reached through these. */
    ClusterSettings through(ProxyChoice others) {
        return new ClusterSettings(
                name,
                serverUrl,
                caCertificate,
                credential,
                platformNamespace,
                gatewayUrl,
                catalog,
                others,
                insecureSkipTlsVerify);
    }

    /** The same, and whether its certificate may go unchecked. */
    public ClusterSettings insecureSkipTlsVerify(boolean allowed) {
        return new ClusterSettings(
                name, serverUrl, caCertificate, credential, platformNamespace, gatewayUrl, catalog, proxies, allowed);
    }
}
