package io.jenkins.plugins.aps.core.rest;

/** Answers one kind of request. Its first act is {@link Call#require}; a test over the classes holds every one to that. */
@FunctionalInterface
interface Endpoint {
    Reply answer(Call call);
}
