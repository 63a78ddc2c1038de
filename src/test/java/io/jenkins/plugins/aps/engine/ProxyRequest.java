package io.jenkins.plugins.aps.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request as it came, whole. */
record ProxyRequest(String method, String path, String head, byte[] bytes) {
    /** Whether it writes something else than a sign of life. */
    boolean writes() {
        return !method.equals("GET")
                && !path.contains("/leases")
                && !path.contains("accessreviews")
                && !path.contains("rulesreviews")
                && !path.contains("dryRun=");
    }

    boolean upgrades() {
        return head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: ");
    }

    boolean says(String header) {
        return head.contains(header);
    }

    /** The next of a connection; null where it has ended. */
    static ProxyRequest read(InputStream in) throws IOException {
        var read = new ByteArrayOutputStream();
        var end = 0;
        while (end < 4) {
            var next = in.read();
            if (next < 0) {
                return null;
            }
            read.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
        }
        var head = read.toString(StandardCharsets.ISO_8859_1);
        var first = head.split(" ", 3);
        read.write(in.readNBytes(length(head)));
        return new ProxyRequest(first[0], first[1], head, read.toByteArray());
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(
                        line.substring("content-length:".length()).trim()))
                .findFirst()
                .orElse(0);
    }
}
