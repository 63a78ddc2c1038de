/**
 * The REST API: method, path, query, headers, body and caller become status, headers and JSON. The paths and shapes are
 * the platform's deployment service's, and what it lacks; {@code openapi.yaml} beside the classes tells them all.
 *
 * <p>Knows nothing of servlets: Stapler (in Jenkins) and {@code aps serve} adapt it. {@link
 * io.jenkins.plugins.aps.core.rest.RestApi} is where a request comes in; each endpoint is a method that takes a {@link
 * io.jenkins.plugins.aps.core.rest.Call} and asks it first whether the caller may.
 *
 * <p>May import {@code core.api}, {@code core.model}, {@code core.event}, {@code core.view} and Jackson.
 */
package io.jenkins.plugins.aps.core.rest;
