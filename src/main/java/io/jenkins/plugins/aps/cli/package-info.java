/**
 * The command line: {@link io.jenkins.plugins.aps.cli.Main} and what is below. Knows nothing of Jenkins.
 *
 * <p>Rooms: {@code command} (what can be typed), {@code input} (options and files become requests), {@code output} (what
 * is printed), {@code demo} and {@code embedded} (a cluster in this process). May import {@code core.api}, {@code
 * core.event}, {@code core.model} and {@code core.view}, and picocli.
 */
package io.jenkins.plugins.aps.cli;
