package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Descriptors as ConfigMaps {@code descriptor-<name>} in the platform namespace. */
final class ConfigMapDescriptors implements DescriptorStore {
    private static final String PREFIX = "descriptor-";
    private static final String CONTENT = "descriptor.json";
    private static final String BY = "aps.jenkins.io/by";

    private final Connection connection;
    private final ObjectReader reader;
    private final PlatformNamespace platform;

    ConfigMapDescriptors(Connection connection, ObjectReader reader, PlatformNamespace platform) {
        this.connection = connection;
        this.reader = reader;
        this.platform = platform;
    }

    @Override
    public Optional<Stored> find(String name) {
        return reader.find(ref(name)).filter(ConfigMapDescriptors::isOurs).map(ConfigMapDescriptors::stored);
    }

    @Override
    public List<Stored> all() {
        var selector = "labelSelector="
                + ApiPath.segment(Labels.MANAGED_BY + "=" + Labels.US + "," + Labels.RECORD + "=descriptor");
        return reader
                .list(new ObjectRef("v1", "ConfigMap", platform.name(), ""), ConfigMapList.class, selector)
                .stream()
                .filter(found -> found.getMetadata().getName().startsWith(PREFIX))
                .map(ConfigMapDescriptors::stored)
                .sorted(Comparator.comparing(Stored::name))
                .toList();
    }

    @Override
    public Stored create(String name, String json, String by) {
        var call = ApiCall.create(ref(name), body(name, json, by));
        var answer = platform.send(call);
        if (!answer.ok() && answer.code() != 409) {
            throw connection.error(call, answer);
        }
        // On 409 too: an earlier try of our own, whose answer was lost, may be what made this one fail.
        var there = find(name);
        if (there.isEmpty() || !there.get().json().equals(json)) {
            throw new ApsException(ErrorCode.CONFLICT, "there is a descriptor '" + name + "' already");
        }
        return there.get();
    }

    @Override
    public void delete(String name) {
        reader.find(ref(name)).filter(ConfigMapDescriptors::isOurs).ifPresent(platform::delete);
    }

    private String body(String name, String json, String by) {
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(PREFIX + name)
                .withNamespace(platform.name())
                .addToLabels(Labels.MANAGED_BY, Labels.US)
                .addToLabels(Labels.RECORD, "descriptor")
                .addToAnnotations(BY, by)
                .endMetadata()
                .withData(Map.of(CONTENT, json))
                .build();
        return connection.serialization().asJson(map);
    }

    private static boolean isOurs(HasMetadata found) {
        return Labels.label(found, Labels.MANAGED_BY).equals(Labels.US)
                && Labels.label(found, Labels.RECORD).equals("descriptor");
    }

    private static Stored stored(HasMetadata found) {
        var data = ((ConfigMap) found).getData();
        var name = found.getMetadata().getName().substring(PREFIX.length());
        return new Stored(
                name,
                data == null ? "" : data.getOrDefault(CONTENT, ""),
                time(found.getMetadata().getCreationTimestamp()),
                Optional.ofNullable(found.getMetadata().getAnnotations())
                        .map(each -> each.get(BY))
                        .orElse(""));
    }

    private static Instant time(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private ObjectRef ref(String name) {
        return new ObjectRef("v1", "ConfigMap", platform.name(), PREFIX + name);
    }
}
