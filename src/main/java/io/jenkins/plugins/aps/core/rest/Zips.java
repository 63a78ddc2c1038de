package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.OneLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zip files in memory. */
final class Zips {
    /** More than that are no exported descriptor and project. */
    private static final int ENTRIES = 10_000;

    private Zips() {}

    /** @param files by path, in the order that they are to have */
    static byte[] of(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                // Always the same bytes for the same content.
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Java takes anything else for a zip without files. */
    private static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K';
    }

    /**
     * One file of it. The others are passed over, all of them: a zip that holds a file twice says two things, and whoever
     * reads it next may hear the other.
     *
     * @param most bytes that are unpacked up to that file, and once more after it
     * @return empty: there is no such file, or this is no zip
     */
    static Optional<byte[]> find(byte[] zip, String name, int most) {
        if (!isZip(zip)) {
            throw HttpError.invalid("file", "is no zip: it does not begin as one does");
        }
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            long left = most;
            Optional<byte[]> found = Optional.empty();
            var names = new HashSet<String>();
            for (int i = 0; i < ENTRIES; i++) {
                var entry = in.getNextEntry();
                if (entry == null) {
                    return found;
                }
                if (!names.add(entry.getName())) {
                    throw HttpError.invalid(
                            "file", "holds the file '" + OneLine.of(entry.getName(), 100) + "' twice: export it again");
                }
                var content = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8L));
                left -= content.length;
                if (left < 0) {
                    throw HttpError.invalid("file", "is more than " + most + " bytes when it is unpacked");
                }
                if (entry.getName().equals(name)) {
                    found = Optional.of(content);
                    left = most;
                }
            }
            throw HttpError.invalid("file", "holds more than " + ENTRIES + " files: it can't be an export");
        } catch (IOException | IllegalArgumentException e) {
            throw HttpError.invalid("file", "is no zip that can be read");
        }
    }
}
