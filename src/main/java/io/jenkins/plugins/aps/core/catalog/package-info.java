/**
 * Platform versions as data: what services, connectors and user interfaces they offer.
 *
 * <p>May import {@code core.model} and Jackson.
 */
package io.jenkins.plugins.aps.core.catalog;
