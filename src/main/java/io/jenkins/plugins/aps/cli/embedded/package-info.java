/**
 * A small cluster in this process, for the demo and the quick tests: an API server in memory on loopback, and simulated
 * controllers that let workloads become ready, or fail like the real thing (see {@link
 * io.jenkins.plugins.aps.cli.embedded.ImageMark}). Not in the plugin, only in the command line's jar.
 *
 * <p>May import {@code io.fabric8.kubernetes}, {@code io.fabric8.mockwebserver} (its HTTP and WebSocket server) and
 * Jackson; nothing of the core.
 */
package io.jenkins.plugins.aps.cli.embedded;
