/**
 * Walks a plan: act, wait, emit, collect. Deploy and undeploy share it. A state machine driven by events: nothing here
 * holds a thread while it waits.
 *
 * <p>May import {@code core.model}, {@code core.event}, {@code core.plan}, {@code core.status} and {@code core.cluster}.
 */
package io.jenkins.plugins.aps.core.run;
