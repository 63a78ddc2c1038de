package io.jenkins.plugins.aps.core.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What answers come in: {@code {"entry": ...}} and {@code {"list": {"entries": [{"entry": ...}], "pagination": ...}}}. */
final class Envelope {
    private Envelope() {}

    static LinkedHashMap<String, Object> entry(Object entry) {
        var map = new LinkedHashMap<String, Object>();
        map.put("entry", entry);
        return map;
    }

    /**
     * A page of a list.
     *
     * @param all what matches, in its order
     * @param form of the entries of the page only
     */
    static <T> LinkedHashMap<String, Object> list(List<T> all, Page page, Function<? super T, ?> form) {
        int from = Math.min(page.skipCount(), all.size());
        int to = Math.min(from + page.maxItems(), all.size());
        var entries = new ArrayList<Object>(to - from);
        all.subList(from, to).forEach(item -> entries.add(entry(form.apply(item))));
        var pagination = new LinkedHashMap<String, Object>();
        pagination.put("count", to - from);
        pagination.put("hasMoreItems", to < all.size());
        pagination.put("totalItems", all.size());
        pagination.put("skipCount", page.skipCount());
        pagination.put("maxItems", page.maxItems());
        var list = new LinkedHashMap<String, Object>();
        list.put("entries", entries);
        list.put("pagination", pagination);
        return new LinkedHashMap<>(Map.of("list", list));
    }

    /** Which part of a list is asked for. */
    record Page(int skipCount, int maxItems) {
        private static final int USUAL = 100;

        static Page of(Query query, Limits limits) {
            return new Page(
                    query.number("skipCount", 0, 0, Integer.MAX_VALUE),
                    query.number("maxItems", Math.min(USUAL, limits.pageItems()), 1, limits.pageItems()));
        }
    }
}
