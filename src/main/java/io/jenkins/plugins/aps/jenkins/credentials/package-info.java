/**
 * Jenkins credentials become what the core asks for.
 *
 * <p>A credential's object is never kept: it is looked up again for every connection and on every resume, so that a
 * changed one is noticed. May import {@code core.model} and {@link io.jenkins.plugins.aps.jenkins.JenkinsFacade}.
 */
package io.jenkins.plugins.aps.jenkins.credentials;
