/**
 * Git repositories become projects and releases, and a release's files, read straight from the Git objects; an exported zip
 * is a repository of one release.
 *
 * <p>The only room that imports {@code org.eclipse.jgit} and {@code org.apache.sshd}. May import {@code core.model}, and
 * Jackson's streaming parser to tell a project's manifest from other files.
 */
package io.jenkins.plugins.aps.core.source;
