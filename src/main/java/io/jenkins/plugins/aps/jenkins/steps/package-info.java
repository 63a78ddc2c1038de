/**
 * The Pipeline steps: what they are configured with, and their executions.
 *
 * <p>A step is configuration; its execution is one run of it, survives a restart of Jenkins by the operation's id, and
 * always ends. May import {@code core.api}, {@code core.event}, {@code core.model}, {@code core.view} and the other
 * rooms of the Jenkins door.
 */
package io.jenkins.plugins.aps.jenkins.steps;
