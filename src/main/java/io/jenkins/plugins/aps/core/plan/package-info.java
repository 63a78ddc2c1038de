/**
 * A descriptor becomes the ordered waves of objects that it needs. Pure: no client, no clock, no I/O, no randomness.
 *
 * <p>What is not planned, and why: no NetworkPolicy (where the ingress controller and external hosts are is not known, so
 * one would cut off what it should let through), no ResourceQuota (nobody has measured what an application needs), no
 * Role (pods get no token, so they need no rights), no pull secret (its content is not ours to copy yet).
 *
 * <p>May import {@code core.model}, the Kubernetes object model ({@code io.fabric8.kubernetes.api}) and, for the canonical
 * JSON of an object, Jackson.
 */
package io.jenkins.plugins.aps.core.plan;
