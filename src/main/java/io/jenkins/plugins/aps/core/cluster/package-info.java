/**
 * Reads, applies, deletes, watches; keeps the record and the lease. Every write to a cluster happens here.
 *
 * <p>The only room that imports {@code io.fabric8.kubernetes.client}. May import {@code core.model}, {@code core.plan} and
 * {@code core.status}.
 */
package io.jenkins.plugins.aps.core.cluster;
