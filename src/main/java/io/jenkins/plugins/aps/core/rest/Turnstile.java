package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets only so many through at once that ask a cluster or a repository and wait for it: others who ask for what is known
 * must not wait behind them. Safe for many threads.
 */
final class Turnstile {
    private final Semaphore places;
    private final String what;

    /** @param what those who pass do, for the sentence that others are told */
    Turnstile(int places, String what) {
        this.places = new Semaphore(places);
        this.what = what;
    }

    /** @throws ApsException {@code unreachable}, if all places are taken */
    <T> T pass(Supplier<T> reading) {
        if (!places.tryAcquire()) {
            throw new ApsException(
                    ErrorCode.UNREACHABLE, "Too many " + what + " are being read just now: ask again in a moment");
        }
        try {
            return reading.get();
        } finally {
            places.release();
        }
    }
}
