package io.jenkins.plugins.aps.core.plan;

import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.util.Map;

/**
 * What a plan is made from.
 *
 * @param descriptor validated
 * @param applicationVersion from 1 up
 * @param project the contents of the descriptor's release
 * @param catalog the descriptor's platform version
 * @param gatewayUrl base of the applications' URLs; may be empty
 * @param secrets by connector, then by variable: at least those that the descriptor names
 */
public record PlanRequest(
        Descriptor descriptor,
        int applicationVersion,
        Project project,
        Catalog catalog,
        String gatewayUrl,
        Map<String, Map<String, SecretValue>> secrets) {}
