package io.jenkins.plugins.aps.core.rest;

/** Answers one kind of request, of somebody who meets the route's {@link Requirement}. */
@FunctionalInterface
interface Endpoint {
    Reply answer(Call call);
}
