package io.jenkins.plugins.aps.core.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text as gzipped {@code binaryData} of a ConfigMap. */
final class Gzip {
    /** Nothing of ours is this large; a longer one is not ours, and would only fill the memory. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private Gzip() {}

    /** In base64. The same text gives the same. */
    static String zip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /**
     * Back.
     *
     * @throws IOException if it is not gzipped, or far too long
     * @throws IllegalArgumentException if it is not base64
     */
    static String unzip(String base64) throws IOException {
        var bytes = Base64.getDecoder().decode(base64);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var text = gzip.readNBytes(LONGEST + 1);
            if (text.length > LONGEST) {
                throw new IOException("longer than " + LONGEST + " bytes");
            }
            return new String(text, StandardCharsets.UTF_8);
        }
    }
}
