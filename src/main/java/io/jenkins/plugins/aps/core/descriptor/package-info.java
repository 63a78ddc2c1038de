/**
 * A release's files and a request become a project and a validated descriptor; all problems are reported at once.
 *
 * <p>Input parsing happens here (Jackson, the JDK's StAX). May import {@code core.model} and {@code core.source}.
 */
package io.jenkins.plugins.aps.core.descriptor;
