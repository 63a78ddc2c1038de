/**
 * The suite of the engine: what an operation does to a cluster, as scenarios that run on the embedded cluster and on a real
 * control plane with the same expectations; and what becomes of it when the world changes meanwhile.
 */
package io.jenkins.plugins.aps.engine;
