/**
 * Platform versions as data: what services, connectors and user interfaces they offer. Those that we ship, and those of a
 * configuration, which are got from their addresses.
 *
 * <p>May import {@code core.model} and Jackson.
 */
package io.jenkins.plugins.aps.core.catalog;
