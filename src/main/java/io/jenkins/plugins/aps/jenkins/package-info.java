/**
 * The Jenkins door: steps, configuration, credentials, permissions and console output.
 *
 * <p>{@link io.jenkins.plugins.aps.jenkins.JenkinsFacade} is the one way to the instance, and {@link
 * io.jenkins.plugins.aps.jenkins.ApsDoor} the one way to the core. May import {@code core.api}, {@code core.event},
 * {@code core.model}, {@code core.rest} and {@code core.view} only.
 */
package io.jenkins.plugins.aps.jenkins;
