package io.jenkins.plugins.aps.core.rest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A body of parts ({@code multipart/form-data}), which is in memory already.
 *
 * <p>By hand, as no library fits both hosts: commons-fileupload2 has had milestones only, whose API changes from one to the
 * next, and Jenkins's core brings one of its own choice before ours; what Jetty has for it is not there in Jenkins.
 */
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final byte[] HEADERS_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private Multipart() {}

    /**
     * The content of the first part of a name.
     *
     * @param type the header {@code Content-Type} of the body
     */
    static Optional<byte[]> find(String type, byte[] body, String name) {
        var boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw HttpError.invalid("Content-Type", "names no boundary between the parts of the body");
        }
        var text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        var delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
        // The first one stands at the very beginning, without the line end that belongs to the others.
        int from = startsWith(body, delimiter, 2) ? delimiter.length - 2 : after(body, delimiter, 0);
        while (from >= 0) {
            int content = after(body, HEADERS_END, from);
            int end = content < 0 ? -1 : indexOf(body, delimiter, Math.max(from, content - 2));
            if (end < 0) {
                return Optional.empty();
            }
            var headers = new String(body, from, content - from, StandardCharsets.ISO_8859_1);
            if (isNamed(headers, name)) {
                return Optional.of(Arrays.copyOfRange(body, content, Math.max(content, end)));
            }
            from = end + delimiter.length;
        }
        return Optional.empty();
    }

    private static boolean isNamed(String headers, String name) {
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                .anyMatch(line -> line.matches("(?i).*;\\s*name=(\"" + name + "\"|" + name + ")(;.*|\\s*)"));
    }

    private static boolean startsWith(byte[] body, byte[] delimiter, int skip) {
        return body.length >= delimiter.length - skip
                && Arrays.equals(body, 0, delimiter.length - skip, delimiter, skip, delimiter.length);
    }

    private static int after(byte[] body, byte[] wanted, int from) {
        int at = indexOf(body, wanted, from);
        return at < 0 ? -1 : at + wanted.length;
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (int i = Math.max(0, from); i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
