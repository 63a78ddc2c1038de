package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.rest.Answer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Something that a browser shows or loads, the same for whoever asks.
 *
 * @param headers {@code Content-Type} and {@code ETag} among them
 */
record Page(Map<String, String> headers, byte[] content) {
    static Page of(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", type);
        headers.put(
                "ETag", "W/\"" + Long.toHexString(crc.getValue()) + "-" + Integer.toHexString(content.length) + "\"");
        // Kept, but asked for again: another version of this program may answer at the same address.
        headers.put("Cache-Control", "no-cache");
        return new Page(headers, content);
    }

    /** The same with one more header. */
    Page with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Page(more, content);
    }

    /** @param held the header {@code If-None-Match}, or the empty string */
    Answer answer(String held) {
        var etag = headers.get("ETag");
        var known = Arrays.stream(held.split(",", -1))
                .map(String::strip)
                .anyMatch(each -> each.equals(etag) || each.equals("*"));
        return known ? new Answer(304, headers, new byte[0]) : new Answer(200, headers, content);
    }
}
