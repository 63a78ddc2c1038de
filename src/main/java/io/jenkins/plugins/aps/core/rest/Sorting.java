package io.jenkins.plugins.aps.core.rest;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;

/** The parameter {@code sort}: {@code field}, {@code field,asc} or {@code field,desc}, repeated for more. */
final class Sorting {
    private Sorting() {}

    /** @param last decides where all else is equal, so that pages don't overlap */
    static <T> Comparator<T> order(Query query, Map<String, Comparator<T>> fields, Comparator<T> last) {
        Comparator<T> order = null;
        var used = new HashSet<String>();
        for (var text : query.repeated("sort")) {
            var parts = text.split(",", -1);
            var field = fields.get(parts[0]);
            var direction = parts.length == 1 ? "asc" : parts[1].toLowerCase(java.util.Locale.ROOT);
            // Once each: what comes after a field never depends on it again, and would only cost.
            if (field == null || parts.length > 2 || !direction.matches("asc|desc") || !used.add(parts[0])) {
                query.problem(
                        "sort",
                        "must be a field, each once, and asc or desc after a comma; fields are "
                                + String.join(", ", fields.keySet()));
                return last;
            }
            var next = direction.equals("asc") ? field : field.reversed();
            order = order == null ? next : order.thenComparing(next);
        }
        return order == null ? last : order.thenComparing(last);
    }
}
