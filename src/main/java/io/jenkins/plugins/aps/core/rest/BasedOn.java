package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Preconditions;

/** What a request says that the application was when its sender looked at it. */
final class BasedOn {
    private BasedOn() {}

    /** What is wrong is told by {@link Query#check}. */
    static Preconditions of(Query query) {
        return new Preconditions(
                query.number("basedOnVersion", 0, 1, Integer.MAX_VALUE), query.text("basedOnOperation"));
    }
}
