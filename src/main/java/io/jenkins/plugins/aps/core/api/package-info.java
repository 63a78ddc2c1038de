/**
 * The front door of the core: {@link io.jenkins.plugins.aps.core.api.Aps}, and the handle of a running operation.
 *
 * <p>Shows the JDK's types, {@code core.model} and {@code core.event} only; wires all rooms of the core together. No
 * other room of the core imports this one.
 */
package io.jenkins.plugins.aps.core.api;
