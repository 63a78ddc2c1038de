/**
 * What a build's log tells of an operation: milestones, reasons, results, remedies.
 *
 * <p>May import {@code core.event} and {@code core.model}.
 */
package io.jenkins.plugins.aps.jenkins.console;
