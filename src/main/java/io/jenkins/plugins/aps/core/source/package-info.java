/**
 * Git repositories become projects and releases, and a release's files, read straight from the Git objects.
 *
 * <p>The only room that imports {@code org.eclipse.jgit}. May import {@code core.model}.
 */
package io.jenkins.plugins.aps.core.source;
