package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.model.CatalogSettings;
import java.util.stream.Stream;

/** One of {@code catalogs} in the configuration file. */
final class CatalogPart {
    private CatalogPart() {}

    static CatalogSettings read(Fields fields) {
        var name = fields.required("name");
        var url = fields.text("url", "");
        var content = fields.text("content", "");
        var file = fields.path("file");
        if (Stream.of(!url.isEmpty(), !content.isBlank(), file != null)
                        .filter(given -> given)
                        .count()
                != 1) {
            fields.problem("", "must have one of url, file and content");
        }
        if (!url.isEmpty() && !url.startsWith("https://") && !url.matches("http://(localhost|127\\.0\\.0\\.1)[:/].*")) {
            fields.problem("url", "must begin with https://");
        }
        return new CatalogSettings(
                name, url, file == null ? content : fields.problems().read("catalogs", file));
    }
}
