package io.jenkins.plugins.aps.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** A folder that goes when it is closed, whoever is still writing into it. Closing it again does nothing. */
final class TemporaryFolder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path path;

    TemporaryFolder() {
        try {
            path = Files.createTempDirectory("aps-demo-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Writes a text file in it. */
    void write(String name, String text) {
        try {
            Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the process is asked to end, commands may be at work: what they write meanwhile goes too. */
    @Override
    public synchronized void close() {
        // Under a name that no writer knows. A writer that had already opened a folder still writes into it, and one
        // that makes its folders brings the old name back: both are looked at until neither is there.
        var elsewhere = path.resolveSibling(path.getFileName() + "-ends");
        var since = System.nanoTime();
        while (Files.exists(path) || Files.exists(elsewhere)) {
            try {
                delete(moved(elsewhere));
                delete(elsewhere);
            } catch (IOException e) {
                if (System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Where the folder is now. Where files are open, Windows does not rename it. */
    private Path moved(Path elsewhere) {
        try {
            return Files.move(path, elsewhere);
        } catch (IOException inUse) {
            return path;
        }
    }

    private static void delete(Path doomed) throws IOException {
        Files.walkFileTree(doomed, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // Git's objects are read-only, which on Windows keeps them from being deleted.
                file.toFile().setWritable(true);
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
