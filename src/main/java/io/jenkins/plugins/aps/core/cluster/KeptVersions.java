package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The last ten versions of each application: immutable ConfigMaps {@code app-<application>.v<n>} with the gzipped
 * descriptor, catalog, settings, names of content and paths of files.
 */
final class KeptVersions {
    static final int KEPT = 10;

    /** With a dot, which no application's name has: {@code app-holiday-v1} is the record of application holiday-v1. */
    private static final String SEPARATOR = ".v";

    /** As {@link ApplicationRecord#HIGHEST_VERSION} has it. */
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private static final String DESCRIPTOR = "descriptor.json.gz";
    private static final String CATALOG = "catalog.json.gz";
    private static final String SETTINGS = "settings.json.gz";
    private static final String GATEWAY = "gatewayUrl";
    private static final String CONTENT = "content.json.gz";
    private static final String FILES = "files.json.gz";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final ObjectReader reader;
    private final PlatformNamespace platform;

    KeptVersions(Connection connection, ObjectReader reader, PlatformNamespace platform) {
        this.connection = connection;
        this.reader = reader;
        this.platform = platform;
    }

    void keep(String application, int version, RecordStore.Kept kept, int good) {
        var call = ApiCall.create(ref(application, version), body(application, version, kept));
        var answer = platform.send(call);
        if (answer.code() == 409) {
            var live = kept(application, version);
            if (live.isPresent() && !live.get().agrees(kept)) {
                throw new ApsException(
                        ErrorCode.CONFLICT,
                        "version " + version + " of application '" + application
                                + "' is recorded with another content: a version number is never used twice. If an older"
                                + " record was restored, delete it and adopt the application: that reads all versions");
            }
        } else if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        if (version <= KEPT) {
            // There can be none that is older than the last ten.
            return;
        }
        list(application).stream()
                .filter(map -> isOld(number(map, application), version, good))
                .forEach(platform::delete);
    }

    /** What has not our name stays. */
    private static boolean isOld(OptionalInt number, int version, int good) {
        return number.isPresent() && number.getAsInt() <= version - KEPT && number.getAsInt() != good;
    }

    Optional<RecordStore.Kept> kept(String application, int version) {
        var ref = ref(application, version);
        return reader.find(ref).map(found -> kept(ref, (ConfigMap) found));
    }

    private RecordStore.Kept kept(ObjectRef ref, ConfigMap found) {
        var data = found.getBinaryData();
        if (data == null || !data.containsKey(DESCRIPTOR) || !data.containsKey(CATALOG)) {
            throw unreadable(ref, "it lacks " + DESCRIPTOR + " or " + CATALOG);
        }
        try {
            return new RecordStore.Kept(
                    Gzip.unzip(data.get(DESCRIPTOR)),
                    Gzip.unzip(data.get(CATALOG)),
                    data.containsKey(SETTINGS) ? gateway(Gzip.unzip(data.get(SETTINGS))) : Optional.empty(),
                    data.containsKey(CONTENT)
                            ? Optional.of(ContentJson.read(Gzip.unzip(data.get(CONTENT))))
                            : Optional.empty(),
                    data.containsKey(FILES) ? FilesJson.read(Gzip.unzip(data.get(FILES))) : List.of());
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(ref, "its content is not gzipped text");
        }
    }

    private static Optional<String> gateway(String settings) throws IOException {
        var url = JSON.readTree(settings).path(GATEWAY);
        return url.isTextual() ? Optional.of(url.textValue()) : Optional.empty();
    }

    List<RecordStore.KeptVersion> all(String application) {
        return list(application).stream()
                .map(map -> version((ConfigMap) map, application))
                .sorted(Comparator.comparing(each -> each.number().orElse(Integer.MAX_VALUE)))
                .toList();
    }

    private RecordStore.KeptVersion version(ConfigMap map, String application) {
        var name = map.getMetadata().getName();
        var number = number(map, application);
        try {
            var kept = kept(new ObjectRef("v1", "ConfigMap", platform.name(), name), map);
            return new RecordStore.KeptVersion(name, number, Optional.of(kept), "");
        } catch (ApsException e) {
            return new RecordStore.KeptVersion(name, number, Optional.empty(), e.getMessage());
        }
    }

    void deleteAll(String application) {
        list(application).forEach(platform::delete);
    }

    private List<HasMetadata> list(String application) {
        var selector = "labelSelector="
                + ApiPath.segment(Labels.MANAGED_BY + "=" + Labels.US + "," + Labels.PART_OF + "=" + application + ","
                        + Labels.RECORD + "=version");
        return reader.list(new ObjectRef("v1", "ConfigMap", platform.name(), ""), ConfigMapList.class, selector);
    }

    /** The version in the name of a ConfigMap; empty: the name is not one that we give. */
    private static OptionalInt number(HasMetadata map, String application) {
        var prefix = "app-" + application + SEPARATOR;
        var name = map.getMetadata().getName();
        var end = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        return NUMBER.matcher(end).matches() ? OptionalInt.of(Integer.parseInt(end)) : OptionalInt.empty();
    }

    private String body(String application, int version, RecordStore.Kept kept) {
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(ref(application, version).name())
                .withNamespace(platform.name())
                .addToLabels(Labels.MANAGED_BY, Labels.US)
                .addToLabels(Labels.PART_OF, application)
                .addToLabels(Labels.RECORD, "version")
                .endMetadata()
                .withImmutable(true)
                .withBinaryData(data(kept))
                .build();
        return connection.serialization().asJson(map);
    }

    private static Map<String, String> data(RecordStore.Kept kept) {
        var data = new TreeMap<String, String>();
        data.put(DESCRIPTOR, Gzip.zip(kept.descriptor()));
        data.put(CATALOG, Gzip.zip(kept.catalog()));
        kept.gateway()
                .ifPresent(url -> data.put(
                        SETTINGS,
                        Gzip.zip(JSON.createObjectNode().put(GATEWAY, url).toString())));
        kept.content().ifPresent(content -> data.put(CONTENT, Gzip.zip(ContentJson.write(content))));
        if (!kept.files().isEmpty()) {
            data.put(FILES, Gzip.zip(FilesJson.write(kept.files())));
        }
        return data;
    }

    private ObjectRef ref(String application, int version) {
        return new ObjectRef("v1", "ConfigMap", platform.name(), "app-" + application + SEPARATOR + version);
    }

    private ApsException unreadable(ObjectRef ref, String why) {
        return new ApsException(
                ErrorCode.FAILED,
                "ConfigMap '" + ref.name() + "' in namespace '" + platform.name() + "' can't be read: " + why
                        + "; delete it, and the next deployment makes a new version");
    }
}
