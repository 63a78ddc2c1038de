package io.jenkins.plugins.aps.core.plan;

import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Urls;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where an application's APIs and user interfaces are: {@code <gateway>/<application>/<path>}, and {@code ui/<name>} for
 * user interfaces, as the platform has it since mid 2019.
 */
public final class ApplicationUrls {
    /** The path of the runtime bundle, and the request that the platform's page gives as its example. */
    private static final String RUNTIME = "rb";

    private static final String EXAMPLE = "/admin/v1/process-instances";

    private ApplicationUrls() {}

    /**
     * An application's URLs.
     *
     * @param gatewayUrl may be empty: then nothing is told
     */
    public static Urls of(Descriptor descriptor, Catalog catalog, String gatewayUrl) {
        var gateway = base(gatewayUrl);
        if (gateway.isEmpty()) {
            return Urls.NONE;
        }
        var services = new LinkedHashMap<String, String>();
        for (var service : catalog.services()) {
            service.paths().forEach(path -> services.put(path, gateway + path(descriptor.name(), path)));
        }
        var uis = new LinkedHashMap<String, String>();
        descriptor.uis().forEach(ui -> uis.put(ui.name(), gateway + uiPath(descriptor.name(), ui.name())));
        return new Urls(services, uis, example(services));
    }

    static String path(String application, String path) {
        return "/" + application + "/" + path;
    }

    static String uiPath(String application, String ui) {
        return path(application, "ui/" + ui);
    }

    /** Without the slashes at its end; empty if there is none. */
    static String base(String gatewayUrl) {
        var end = gatewayUrl == null ? 0 : gatewayUrl.length();
        while (end > 0 && gatewayUrl.charAt(end - 1) == '/') {
            end--;
        }
        return end == 0 ? "" : gatewayUrl.substring(0, end);
    }

    private static String example(Map<String, String> services) {
        var url = services.get(RUNTIME);
        return url == null ? "" : "GET " + url + EXAMPLE;
    }
}
