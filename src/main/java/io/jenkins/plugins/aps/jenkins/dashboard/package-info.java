/**
 * What browsers and programs ask of Jenkins at {@code /aps}: the page, and the REST API below {@code
 * /aps/deployment-service} that it shows things from.
 *
 * <p>Adapts Stapler to {@code core.rest}; who may what is decided by {@code jenkins.security}.
 */
package io.jenkins.plugins.aps.jenkins.dashboard;
