/**
 * What the command line prints: progress, tables, details, errors with their remedies, JSON.
 *
 * <p>Whatever comes from a repository or a cluster goes through {@link io.jenkins.plugins.aps.cli.output.SafeText}
 * before it reaches a terminal. May import {@code core.event}, {@code core.model}, {@code core.api}'s values and {@code
 * core.view}.
 */
package io.jenkins.plugins.aps.cli.output;
