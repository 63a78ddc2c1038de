package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.util.RawValue;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.ViewJson;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Applications as lists tell them, each written once and again only when it is another one: snapshots share the entries that
 * did not change, so that of a list whose applications stay as they are nothing but its order is worked out. Safe for many
 * threads.
 */
final class Rows {
    /** About 25 MB of text: then it begins anew, as applications that have gone are among them. */
    private static final int MOST = 10_000;

    private final Function<ApplicationEntry, Object> form;
    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    /** @param form of an application as maps and lists of {@code core.view} */
    Rows(Function<ApplicationEntry, Object> form) {
        this.form = form;
    }

    /** To be put into an answer. */
    RawValue of(ApplicationEntry application) {
        var key = application.instance().cluster() + "/" + application.name();
        var known = rows.get(key);
        if (known != null && known.of == application) {
            return known.json;
        }
        if (rows.size() >= MOST) {
            rows.clear();
        }
        var row = new Row(application, new RawValue(ViewJson.line(form.apply(application))));
        rows.put(key, row);
        return row.json;
    }

    private record Row(ApplicationEntry of, RawValue json) {}
}
