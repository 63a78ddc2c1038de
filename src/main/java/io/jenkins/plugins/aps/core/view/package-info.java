/**
 * The one JSON of all doors: instances, releases, undeployments, errors and events as maps.
 *
 * <p>A map holds text, numbers ({@link Integer}, {@link Long}), booleans, {@link java.util.ArrayList}s and {@link
 * java.util.LinkedHashMap}s of these, and nothing else, so that it can be serialized with a Pipeline. Every key of
 * docs/contracts.md ("Maps") is always there: a text that is not known, times included, is empty, and so is a map such as
 * {@code operation} where there was none. Only what lists leave out, and {@code plan} outside a dry run, is missing.
 * Times are ISO 8601 in UTC, to the millisecond.
 *
 * <p>May import {@code core.model}, {@code core.event} (for {@link io.jenkins.plugins.aps.core.view.EventJson}) and Jackson.
 */
package io.jenkins.plugins.aps.core.view;
