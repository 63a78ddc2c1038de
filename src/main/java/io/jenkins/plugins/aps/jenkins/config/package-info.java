/**
 * What is configured on Jenkins's global page, or as code under {@code unclassified: aps:}; bound by data binding only.
 *
 * <p>May import {@code core.api}, {@code core.model}, {@code jenkins.credentials} and {@link
 * io.jenkins.plugins.aps.jenkins.JenkinsFacade}. What is saved is plain classes, strings and lists: XStream saves a
 * record and then fails to load it.
 */
package io.jenkins.plugins.aps.jenkins.config;
