package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import io.jenkins.plugins.aps.core.view.InstanceMap;
import java.util.LinkedHashMap;

/** An application in the deployment service's shape, and beside its fields {@code aps}: the instance map. */
final class ApplicationJson {
    private ApplicationJson() {}

    /** As in a list. */
    static LinkedHashMap<String, Object> brief(ApplicationEntry application) {
        return entry(application, InstanceMap.brief(application.instance()));
    }

    /** @param application with the events and logs of its services */
    static LinkedHashMap<String, Object> full(ApplicationEntry application) {
        return entry(application, InstanceMap.of(application.instance()));
    }

    private static LinkedHashMap<String, Object> entry(
            ApplicationEntry application, LinkedHashMap<String, Object> aps) {
        var instance = application.instance();
        if (application.isAdoptable()) {
            aps.put("adoptable", true);
        }
        var entry = new LinkedHashMap<String, Object>();
        entry.put("id", instance.application());
        entry.put("name", instance.application());
        entry.put("displayName", instance.application());
        entry.put("status", instance.status().json());
        entry.put("version", instance.applicationVersion());
        entry.put("createdAt", aps.get("createdAt"));
        entry.put("lastModifiedAt", aps.get("updatedAt"));
        entry.put("environment", instance.cluster());
        application.descriptor().ifPresent(descriptor -> entry.put("descriptor", DescriptorJson.of(descriptor)));
        entry.put("aps", aps);
        return entry;
    }
}
