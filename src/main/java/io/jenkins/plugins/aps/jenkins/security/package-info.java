/**
 * Who may do what: the permissions, the one decision, and who a build acts as.
 *
 * <p>May import {@code core.model} (which rights there are, and which a request needs) and {@link io.jenkins.plugins.aps.jenkins.JenkinsFacade}.
 */
package io.jenkins.plugins.aps.jenkins.security;
