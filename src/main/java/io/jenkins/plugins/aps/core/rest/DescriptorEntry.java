package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StoredDescriptor;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A descriptor as clients see it: that of an application, or one that waits to be deployed. Another cluster may have another
 * one of the same name.
 *
 * @param cluster whose it is
 * @param descriptor in the shape of docs/contracts.md; empty where it can't be read
 * @param exported the same as it is deployed elsewhere: without defaults; empty where it can't be read
 * @param createdAt null where that is not known
 * @param by who keeps it; empty where that is not known, and of an application
 */
record DescriptorEntry(
        String name,
        String cluster,
        Status status,
        int version,
        boolean deployed,
        String repository,
        String project,
        String release,
        Instant createdAt,
        Instant changedAt,
        String by,
        Optional<Object> descriptor,
        Optional<Object> exported) {

    static DescriptorEntry of(ApplicationEntry application) {
        var instance = application.instance();
        var descriptor = application.descriptor();
        return new DescriptorEntry(
                application.name(),
                instance.cluster(),
                instance.status(),
                instance.applicationVersion(),
                true,
                descriptor.map(each -> each.repository()).orElse(""),
                instance.project(),
                instance.release().substring(instance.release().indexOf('/') + 1),
                instance.createdAt(),
                instance.updatedAt(),
                "",
                descriptor.map(DescriptorJson::of),
                descriptor.map(each -> DescriptorJson.of(each.asked())));
    }

    /** @param cluster that keeps it */
    static DescriptorEntry of(StoredDescriptor stored, String cluster) {
        var parsed = parsed(stored.json());
        return new DescriptorEntry(
                stored.name(),
                cluster,
                Status.DESCRIPTOR_CREATED,
                0,
                false,
                stored.repository(),
                stored.project(),
                stored.release(),
                stored.createdAt(),
                stored.createdAt(),
                stored.by(),
                parsed,
                parsed);
    }

    LinkedHashMap<String, Object> map() {
        var map = new LinkedHashMap<String, Object>();
        map.put("id", name);
        map.put("name", name);
        map.put("cluster", cluster);
        map.put("status", status.json());
        map.put("version", version);
        map.put("deployed", deployed);
        map.put("projectName", project);
        map.put("releaseVersion", release);
        map.put("createdAt", time(createdAt));
        map.put("lastModifiedAt", time(changedAt));
        descriptor.ifPresent(content -> map.put("descriptor", content));
        return map;
    }

    private static Optional<Object> parsed(String json) {
        if (json.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JsonBody.object(json.getBytes(StandardCharsets.UTF_8), Limits.DEFAULT.bodyDepth());
            return Optional.of(Trees.map(tree));
        } catch (ApsException e) {
            return Optional.empty();
        }
    }

    private static String time(Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
