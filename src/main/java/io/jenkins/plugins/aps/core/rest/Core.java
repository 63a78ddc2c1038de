package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.api.Aps;

/**
 * The use of the core by one request, or by the operation that it begins: from when it is asked for until {@link #close}.
 * In between the host doesn't replace it, though its configuration may change.
 */
public interface Core extends AutoCloseable {
    Aps aps();

    /** May be called twice. */
    @Override
    void close();

    /** One that lives as long as the process; its owner closes it. */
    static Core lasting(Aps aps) {
        return new Core() {
            @Override
            public Aps aps() {
                return aps;
            }

            @Override
            public void close() {
                // Its owner does, when the process ends.
            }
        };
    }
}
