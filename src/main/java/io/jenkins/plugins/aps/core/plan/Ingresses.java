package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is reachable from outside: services and user interfaces, each at its path. Connectors are not: processes reach
 * them through the broker.
 *
 * <p>The cluster's default ingress class serves it, with that one's certificate.
 */
final class Ingresses {
    /** An Ingress takes no addresses as host, and lower case only. */
    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

    private Ingresses() {}

    static Ingress of(String application, String gatewayUrl, List<HTTPIngressPath> paths) {
        var rule = new IngressRuleBuilder().withNewHttp().withPaths(paths).endHttp();
        var host = host(gatewayUrl);
        if (!host.isEmpty()) {
            rule.withHost(host);
        }
        return new IngressBuilder()
                .withMetadata(Labels.meta(application, "gateway", "gateway", "access"))
                .withNewSpec()
                .withRules(rule.build())
                .endSpec()
                .build();
    }

    static HTTPIngressPath path(String path, Workload workload) {
        return new HTTPIngressPathBuilder()
                .withPath(path)
                .withPathType("Prefix")
                .withNewBackend()
                .withNewService()
                .withName(workload.objectName())
                .withNewPort()
                .withNumber(workload.port())
                .endPort()
                .endService()
                .endBackend()
                .build();
    }

    /** The host name in a URL; empty where there is none: then every host is meant. */
    static String host(String url) {
        try {
            var host = url == null || url.isEmpty() ? null : new URI(url).getHost();
            if (host == null
                    || !HOST_NAME.matcher(host).matches()
                    || ADDRESS.matcher(host).matches()) {
                return "";
            }
            return host;
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
