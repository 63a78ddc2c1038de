/**
 * The commands that can be typed. Each turns its options into one call of the core and prints the answer.
 *
 * <p>May import the other rooms of the command line, {@code core.api}, {@code core.event},
 * {@code core.model} and {@code core.rest}.
 */
package io.jenkins.plugins.aps.cli.command;
