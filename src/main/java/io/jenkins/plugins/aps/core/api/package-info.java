/**
 * The front door of the core: {@link io.jenkins.plugins.aps.core.api.Aps}, the handle of a running operation, and the read
 * model.
 *
 * <p>Shows the JDK's types, {@code core.model}, {@code core.event} and, for the read model, {@code core.view} only; wires all
 * rooms of the core together. Of the other rooms of the core only {@code rest} imports this one.
 */
package io.jenkins.plugins.aps.core.api;
