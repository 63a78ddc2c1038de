/**
 * What an operation tells while it runs: a closed set of events, and the listener that hears them.
 *
 * <p>May import {@code core.model} only.
 */
package io.jenkins.plugins.aps.core.event;
