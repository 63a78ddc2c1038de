/**
 * Options, files and the environment become settings and requests; everything that is wrong with them is told at once.
 *
 * <p>May import {@code core.model} and picocli.
 */
package io.jenkins.plugins.aps.cli.input;
