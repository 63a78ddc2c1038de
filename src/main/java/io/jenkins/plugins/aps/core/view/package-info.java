/**
 * The one JSON of all doors: instances, releases and errors as maps of strings, numbers and booleans.
 *
 * <p>May import {@code core.model} only.
 */
package io.jenkins.plugins.aps.core.view;
