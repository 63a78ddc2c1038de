package io.jenkins.plugins.aps.core.model;

import java.util.List;

/**
 * A cluster as a choice, for whoever fills a request: what of its settings is nobody's secret.
 *
 * @param name how requests name it
 * @param catalog the platform version that its applications get
 * @param gatewayUrl base of the applications' URLs; may be empty: no URLs are told
 * @param reserved names that no application on it may have, beside those that none may have anywhere
 */
public record ClusterOffer(String name, String catalog, String gatewayUrl, List<String> reserved) {
    public ClusterOffer {
        reserved = List.copyOf(reserved);
    }
}
