package io.jenkins.plugins.aps.core.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The parts that all maps are made of; see the rules of this room. */
public final class ViewMap {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ViewMap() {}

    /** A new map with these keys and values, in this order. */
    static LinkedHashMap<String, Object> of(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** ISO 8601 in UTC; empty where none is known. */
    public static String time(Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    /** The text itself; empty where none is known. */
    public static String text(String text) {
        return text == null ? "" : text;
    }

    /** Each item in its form. */
    public static <T> ArrayList<Object> list(Collection<T> items, Function<? super T, ?> form) {
        var list = new ArrayList<Object>(items.size());
        items.forEach(item -> list.add(form.apply(item)));
        return list;
    }

    static ArrayList<Object> texts(Collection<String> items) {
        return new ArrayList<>(items);
    }

    static LinkedHashMap<String, Object> map(Map<String, String> map) {
        return new LinkedHashMap<>(map);
    }
}
