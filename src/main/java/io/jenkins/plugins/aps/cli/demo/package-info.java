/**
 * The demo: a cluster in this process, a Git repository with a sample project, and a walk through the commands.
 *
 * <p>Makes the repository with {@code org.eclipse.jgit}: nothing of the core writes to one. Runs the commands only as a
 * user would type them. May import {@code cli.embedded}, picocli not.
 */
package io.jenkins.plugins.aps.cli.demo;
