/**
 * Runs the packaged plugin in a real Jenkins that the caller brings ({@code -Djenkins.home.dist=DIR}), as its users would:
 * over HTTP, against an embedded cluster and a Git repository on loopback. {@link
 * io.jenkins.plugins.aps.acceptance.Acceptance} is the entry; {@code docs/acceptance.md} says how to run and read it.
 */
package io.jenkins.plugins.aps.acceptance;
