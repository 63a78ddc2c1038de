/** The dashboard in a real browser. Needs the profile {@code browser} and Chromium; skipped, with the reason, elsewhere. */
package io.jenkins.plugins.aps.dashboard;
