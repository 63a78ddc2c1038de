package io.jenkins.plugins.aps.core.catalog;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A platform version of the configuration, read when it is wanted. What is wrong with it is told to who wants it, and to
 * nobody else. Safe for many threads.
 */
final class ConfiguredCatalog {
    /** So long what was got from an address is taken to be what is there. */
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** So long one that could not be got is not asked for again. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final CatalogSettings settings;
    private final UnaryOperator<String> download;
    private final LongSupplier nanoTime;
    private Catalog catalog;
    private ApsException failure;
    private long until;

    /** @param download the text at an address; blocks, throws what it can't be had for */
    ConfiguredCatalog(CatalogSettings settings, UnaryOperator<String> download, LongSupplier nanoTime) {
        this.settings = settings;
        this.download = download;
        this.nanoTime = nanoTime;
    }

    /**
     * Blocks where it has an address. One that can't be got any more is still the one that was.
     *
     * @throws ApsException with what is wrong, and the name of the catalog
     */
    synchronized Catalog get() {
        if (catalog == null && failure == null || !settings.url().isEmpty() && nanoTime.getAsLong() - until >= 0) {
            read();
        }
        if (catalog == null) {
            throw new ApsException(failure.code(), failure.getMessage(), failure).because(failure.reason());
        }
        return catalog;
    }

    private void read() {
        try {
            catalog = named(text());
            failure = null;
            until = nanoTime.getAsLong() + FRESH.toNanos();
        } catch (ApsException e) {
            var code = e.code() == ErrorCode.UNREACHABLE ? e.code() : ErrorCode.FAILED;
            failure = new ApsException(
                    code, "the configured catalog '" + settings.name() + "' can't be used: " + e.getMessage(), e);
            until = nanoTime.getAsLong() + PAUSE.toNanos();
        }
    }

    private String text() {
        if (settings.url().isEmpty()) {
            return settings.content();
        }
        CatalogDownload.problem(settings.url()).ifPresent(problem -> {
            throw new ApsException(ErrorCode.FAILED, problem);
        });
        return download.apply(settings.url());
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
