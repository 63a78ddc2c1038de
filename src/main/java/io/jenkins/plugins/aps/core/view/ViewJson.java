package io.jenkins.plugins.aps.core.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Maps of this room, and lists of them, as JSON text. */
public final class ViewJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

    private ViewJson() {}

    /** For people: indented by two, without a line end at its end, the same on every system. */
    public static String write(Object mapOrList) {
        try {
            return MAPPER.writer(new DefaultPrettyPrinter()
                            .withObjectIndenter(INDENT)
                            .withArrayIndenter(INDENT))
                    .writeValueAsString(mapOrList);
        } catch (JsonProcessingException e) {
            throw notOurs(e);
        }
    }

    /** For programs: one line, without its end. */
    public static String line(Object mapOrList) {
        try {
            return MAPPER.writeValueAsString(mapOrList);
        } catch (JsonProcessingException e) {
            throw notOurs(e);
        }
    }

    /** The same line in UTF-8. */
    public static byte[] utf8(Object mapOrList) {
        try {
            return MAPPER.writeValueAsBytes(mapOrList);
        } catch (JsonProcessingException e) {
            throw notOurs(e);
        }
    }

    private static IllegalArgumentException notOurs(JsonProcessingException e) {
        return new IllegalArgumentException("Only maps and lists of this room have a JSON form", e);
    }
}
