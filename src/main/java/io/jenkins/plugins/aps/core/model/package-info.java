/**
 * The nouns of the domain, as plain values: projects, releases, descriptors, applications, statuses, requests and
 * results, settings and errors. No input or output happens here.
 *
 * <p>May import the JDK only. Every other room may import this one.
 */
package io.jenkins.plugins.aps.core.model;
