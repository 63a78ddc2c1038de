package io.jenkins.plugins.aps.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FileUtils;

/**
 * The bare clone of one repository, in a folder named by a hash of its URL. Safe for many threads and processes.
 *
 * <p>A clone is made beside its place and moved there when it is whole, so that a process that dies half-way leaves nothing
 * that looks like a clone. A clone that turns out broken is made again.
 */
final class RepositoryCache {
    private static final Logger LOG = Logger.getLogger(RepositoryCache.class.getName());
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final RepositorySettings settings;
    private final RepositoryUrl url;
    private final Path root;
    private final Duration longestFetch;
    private final String key;
    /** Tags that can't be read, so that each is told once; used while the lock is held. */
    private final Set<ObjectId> refused = new HashSet<>();
    /** Guarded by this; null: nobody reads, or read since the last fetch. */
    private Repository opened;

    /** @param longestFetch how long the server may take in all */
    RepositoryCache(RepositorySettings settings, RepositoryUrl url, Path root, Duration longestFetch) {
        this.settings = settings;
        this.url = url;
        this.root = root.toAbsolutePath();
        this.longestFetch = longestFetch;
        this.key = hash(url.uri().toString());
    }

    Path folder() {
        return root.resolve(key + ".git");
    }

    /** Whether there is a clone; it may still turn out broken. */
    boolean exists() {
        return Files.isRegularFile(folder().resolve("config"));
    }

    /**
     * The clone, to be closed by the caller. It is the same one until the next fetch, so that who reads many small files
     * doesn't read the index of all packs for each.
     */
    synchronized Repository open() throws IOException {
        if (opened == null) {
            opened = new IsolatedRepository(folder().toFile());
        }
        opened.incrementOpen();
        return opened;
    }

    /** Who is reading goes on; who comes next sees what is there now. */
    private synchronized void letGo() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    /** Brings the clone up to date, or makes it. */
    void refresh() {
        locked(() -> {
            if (exists()) {
                try {
                    fetch(folder(), false);
                    letGo();
                    return;
                } catch (IOException | RuntimeException e) {
                    if (e instanceof ApsException || !GitErrors.broken(e)) {
                        throw e;
                    }
                    LOG.log(
                            Level.WARNING,
                            "The cached clone of ''{0}'' is broken and is made again: {1}",
                            new Object[] {settings.name(), e.getMessage()});
                }
            }
            make();
        });
    }

    /** Makes the clone anew, whatever there is. */
    void remake() {
        locked(this::make);
    }

    private void make() throws IOException {
        sweep();
        var half = Files.createTempDirectory(root, key + ".half-");
        try {
            try (var repository = new IsolatedRepository(half.toFile())) {
                repository.create(true);
            }
            fetch(half, true);
            letGo();
            delete(folder());
            Files.move(half, folder());
            // Somebody may have opened what is gone now.
            letGo();
        } finally {
            delete(half);
        }
    }

    private void fetch(Path folder, boolean fresh) throws IOException {
        try (var repository = new IsolatedRepository(folder.toFile())) {
            var refs = new ReleaseRefs(repository, settings, url, refused, fresh);
            new Fetch(settings, url, refs, root.resolve(key + ".nowhere")).into(repository, longestFetch);
            if (!fresh) {
                // Each fetch leaves a pack of its own.
                repository.autoGC(NullProgressMonitor.INSTANCE);
            }
        }
    }

    private void locked(Work work) {
        try (var lock = CacheLock.take(root.resolve(key + ".lock"), LONGEST_WAIT)) {
            work.run();
        } catch (IOException e) {
            throw GitErrors.told(settings, url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApsException(ErrorCode.UNREACHABLE, "reading " + url.told(settings) + " was interrupted", e);
        }
    }

    /** Removes what processes that died half-way left; we hold the lock, so none of it is in use. */
    private void sweep() throws IOException {
        try (var left = Files.newDirectoryStream(root, key + ".half-*")) {
            for (var half : left) {
                delete(half);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is done while the lock is held. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
