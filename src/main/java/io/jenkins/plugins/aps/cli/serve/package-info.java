/**
 * The server of {@code aps serve}: its configuration file, who may ask it, and HTTP around {@code core.rest}.
 *
 * <p>The only room that imports Javalin, Jetty and servlets. May import {@code cli.input}, {@code core.api}, {@code
 * core.model}, {@code core.rest}, {@code core.view} and Jackson.
 */
package io.jenkins.plugins.aps.cli.serve;
