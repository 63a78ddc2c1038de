/**
 * A descriptor becomes the ordered waves of objects that it needs. Pure: no client, no clock, no I/O.
 *
 * <p>May import {@code core.model} and the Kubernetes object model ({@code io.fabric8.kubernetes.api}).
 */
package io.jenkins.plugins.aps.core.plan;
