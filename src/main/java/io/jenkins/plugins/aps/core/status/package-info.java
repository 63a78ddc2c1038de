/**
 * One object, as the cluster shows it, becomes a verdict with a reason. Pure functions, one small file per kind.
 *
 * <p>May import {@code core.model} and the Kubernetes object model ({@code io.fabric8.kubernetes.api}).
 */
package io.jenkins.plugins.aps.core.status;
