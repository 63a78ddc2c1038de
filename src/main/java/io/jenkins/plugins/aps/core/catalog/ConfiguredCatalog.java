package io.jenkins.plugins.aps.core.catalog;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A platform version of the configuration, read when it is wanted. What is wrong with it is told to who wants it, and to
 * nobody else. Where it has an address it is read behind: who asks meanwhile has what was read last. Safe for many threads.
 */
final class ConfiguredCatalog {
    /** So long what was got from an address is taken to be what is there. */
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** So long one that could not be got is not asked for again. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final CatalogSettings settings;
    private final Function<String, CompletableFuture<String>> download;
    private final LongSupplier nanoTime;
    private Catalog catalog;
    private ApsException failure;
    /** The reading that is under way, or the last one. */
    private CompletableFuture<Void> reading;

    private long until;

    /** @param download the text at an address, or what it can't be had for; ends by itself */
    ConfiguredCatalog(
            CatalogSettings settings, Function<String, CompletableFuture<String>> download, LongSupplier nanoTime) {
        this.settings = settings;
        this.download = download;
        this.nanoTime = nanoTime;
    }

    /**
     * Waits for the reading that is under way where nothing is known yet. One that can't be got any more is still the one
     * that was.
     *
     * @throws ApsException with what is wrong, and the name of the catalog
     */
    Catalog get() {
        var current = refresh();
        if (!known()) {
            current.join();
        }
        return latest();
    }

    /**
     * The same without ever waiting.
     *
     * @throws ApsException also {@code unreachable}, while it is being read for the first time
     */
    Catalog last() {
        refresh();
        return latest();
    }

    private synchronized boolean known() {
        return catalog != null;
    }

    private synchronized Catalog latest() {
        if (catalog != null) {
            return catalog;
        }
        if (failure != null) {
            throw new ApsException(failure.code(), failure.getMessage(), failure).because(failure.reason());
        }
        throw new ApsException(
                ErrorCode.UNREACHABLE,
                "the configured catalog '" + settings.name()
                        + "' is being read for the first time: ask again in a moment");
    }

    private CompletableFuture<Void> refresh() {
        CompletableFuture<Void> mine;
        synchronized (this) {
            if (reading != null && !isDue()) {
                return reading;
            }
            mine = new CompletableFuture<>();
            reading = mine;
        }
        // Outside the monitor: whatever answers at once is taken in here.
        asked().whenComplete((text, error) -> {
            try {
                read(text, error);
            } finally {
                // Whatever went wrong: who waits for it would wait for ever.
                mine.complete(null);
            }
        });
        return mine;
    }

    private CompletableFuture<String> asked() {
        try {
            return text();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean isDue() {
        return reading.isDone() && !settings.url().isEmpty() && nanoTime.getAsLong() - until >= 0;
    }

    private synchronized void read(String text, Throwable error) {
        try {
            if (error != null) {
                throw told(error);
            }
            catalog = named(text);
            failure = null;
            until = nanoTime.getAsLong() + FRESH.toNanos();
        } catch (ApsException e) {
            var code = e.code() == ErrorCode.UNREACHABLE ? e.code() : ErrorCode.FAILED;
            failure = new ApsException(
                    code, "the configured catalog '" + settings.name() + "' can't be used: " + e.getMessage(), e);
            until = nanoTime.getAsLong() + PAUSE.toNanos();
        }
    }

    private static ApsException told(Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof ApsException known
                ? known
                : new ApsException(ErrorCode.FAILED, cause.getClass().getSimpleName(), cause);
    }

    private CompletableFuture<String> text() {
        if (settings.url().isEmpty()) {
            return CompletableFuture.completedFuture(settings.content());
        }
        var problem = CatalogDownload.problem(settings.url());
        return problem.isPresent()
                ? CompletableFuture.failedFuture(new ApsException(ErrorCode.FAILED, problem.get()))
                : download.apply(settings.url());
    }

    private Catalog named(String yaml) {
        var read = CatalogReader.read(settings.name(), yaml);
        if (!read.version().equals(settings.name())) {
            throw new ApsException(
                    ErrorCode.FAILED,
                    "its file says version '" + read.version() + "': give it the name that it is configured by");
        }
        return read;
    }
}
