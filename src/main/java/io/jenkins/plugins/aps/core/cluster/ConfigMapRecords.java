package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.RecordJson.UnreadableException;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records as ConfigMaps in the platform namespace; shapes: docs/contracts.md, "In the cluster". */
final class ConfigMapRecords implements RecordStore {
    private static final String PREFIX = "app-";
    private static final String APPLICATION_JSON = "application.json";
    private static final String INVENTORY_JSON = "inventory.json";
    private static final String INVENTORY_GZIPPED = "inventory.json.gz";
    /** A longer inventory is gzipped; one that is not can be read with kubectl. A ConfigMap holds 1 MiB. */
    static final int LONGEST_PLAIN = 100 * 1024;

    private final Connection connection;
    private final ObjectReader reader;
    private final PlatformNamespace platform;
    private final KeptVersions versions;

    ConfigMapRecords(Connection connection, ObjectReader reader, PlatformNamespace platform) {
        this.connection = connection;
        this.reader = reader;
        this.platform = platform;
        this.versions = new KeptVersions(connection, reader, platform);
    }

    @Override
    public Optional<Entry> look(String application) {
        return platform.reading(() -> reader.find(ref(application))).map(found -> entry((ConfigMap) found));
    }

    /** A record may be long, and is asked for often: its metadata tell. */
    @Override
    public boolean isCurrent(ApplicationRecord found) {
        return reader.findIdentity(ref(found.application()))
                .filter(now -> now.getResourceVersion().equals(found.resourceVersion()))
                .isPresent();
    }

    @Override
    public List<Entry> all() {
        var selector = "labelSelector="
                + ApiPath.segment(Labels.MANAGED_BY + "=" + Labels.US + "," + Labels.RECORD + "=application");
        return platform.reading(() -> reader.list(ref(""), ConfigMapList.class, selector)).stream()
                .map(found -> entry((ConfigMap) found))
                .sorted(Comparator.comparing(Entry::application))
                .toList();
    }

    @Override
    public ApplicationRecord create(ApplicationRecord application) throws StaleRecordException {
        var call = ApiCall.create(ref(application.application()), body(application, ""));
        return written(application, call, platform.send(call));
    }

    @Override
    public ApplicationRecord update(ApplicationRecord application) throws StaleRecordException {
        if (application.resourceVersion().isEmpty()) {
            throw new IllegalArgumentException("only a record that was read can be updated");
        }
        var call = ApiCall.replace(ref(application.application()), body(application, application.resourceVersion()));
        return written(application, call, connection.send(call));
    }

    @Override
    public void delete(ApplicationRecord application) throws StaleRecordException {
        var ref = ref(application.application());
        var live = reader.find(ref).orElse(null);
        if (live == null) {
            return;
        }
        if (!live.getMetadata().getResourceVersion().equals(application.resourceVersion())) {
            throw stale(application, "was written by somebody else meanwhile");
        }
        versions.deleteAll(application.application());
        var call = ApiCall.delete(ref, live.getMetadata());
        var answer = connection.send(call);
        if (answer.code() == 409) {
            throw stale(application, "was written by somebody else meanwhile");
        }
        if (!answer.ok() && answer.code() != 404) {
            throw connection.error(call, answer);
        }
    }

    @Override
    public void keep(String application, int version, Kept kept, int good) {
        versions.keep(application, version, kept, good);
    }

    @Override
    public Optional<Kept> kept(String application, int version) {
        return versions.kept(application, version);
    }

    @Override
    public List<KeptVersion> keptVersions(String application) {
        return versions.all(application);
    }

    private ApplicationRecord written(ApplicationRecord application, ApiCall call, ApiAnswer answer)
            throws StaleRecordException {
        if (answer.ok()) {
            return application.at(reader.identity(answer).getResourceVersion());
        }
        if (answer.code() != 409 && !(answer.code() == 404 && call.verb().equals("update"))) {
            throw connection.error(call, answer);
        }
        // An earlier try of our own, whose answer was lost, may be what made this one fail: then what we want to write
        // is
        // what is there. It names the operation, so nobody else's can be equal.
        var live = (ConfigMap) reader.find(call.object()).orElse(null);
        if (live != null && isWritten(application, live)) {
            return application.at(live.getMetadata().getResourceVersion());
        }
        throw stale(
                application, answer.code() == 404 ? "vanished meanwhile" : "was written by somebody else meanwhile");
    }

    private static StaleRecordException stale(ApplicationRecord application, String why) {
        return new StaleRecordException("the record of application '" + application.application() + "' " + why);
    }

    /** The application whose record it is, by its name. */
    static String application(HasMetadata map) {
        var name = map.getMetadata().getName();
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /** What a ConfigMap tells; one that can't be read is told of as well. */
    Entry entry(ConfigMap map) {
        var name = map.getMetadata().getName();
        var application = application(map);
        try {
            var record = RecordJson.read(
                    data(map).get(APPLICATION_JSON),
                    inventory(map),
                    map.getMetadata().getResourceVersion());
            if (!record.application().equals(application)) {
                throw new UnreadableException("it is of application '" + record.application() + "'");
            }
            return new Entry(application, Optional.of(record), "");
        } catch (UnreadableException e) {
            return new Entry(application, Optional.empty(), damaged(name, application, e.getMessage()));
        }
    }

    /** Without the record nothing proves what is ours, so a person has to look, and to delete. */
    private String damaged(String name, String application, String why) {
        return "the record of application '" + application + "' can't be read: ConfigMap '" + name + "' in namespace '"
                + platform.name() + "': " + why
                + ". Restore it, or delete it and adopt the application, or, to be rid of the application, delete namespace '"
                + application + "' if it is the application's, then this ConfigMap and those labelled "
                + Labels.PART_OF + "=" + application + " beside it";
    }

    private String body(ApplicationRecord application, String resourceVersion) {
        var map = with(application, new ConfigMapBuilder())
                .withNewMetadata()
                .withName(ref(application.application()).name())
                .withNamespace(platform.name())
                .withResourceVersion(resourceVersion.isEmpty() ? null : resourceVersion)
                .addToLabels(Labels.MANAGED_BY, Labels.US)
                .addToLabels(Labels.PART_OF, application.application())
                .addToLabels(Labels.RECORD, "application")
                .endMetadata()
                .build();
        return connection.serialization().asJson(map);
    }

    private static ConfigMapBuilder with(ApplicationRecord application, ConfigMapBuilder map) {
        map.addToData(APPLICATION_JSON, RecordJson.application(application));
        var inventory = RecordJson.inventory(application.inventory());
        return inventory.length() > LONGEST_PLAIN
                ? map.addToBinaryData(INVENTORY_GZIPPED, Gzip.zip(inventory))
                : map.addToData(INVENTORY_JSON, inventory);
    }

    private static boolean isWritten(ApplicationRecord application, ConfigMap live) {
        var meant = with(application, new ConfigMapBuilder()).build();
        return data(meant).equals(data(live)) && binaryData(meant).equals(binaryData(live));
    }

    /** Either way it may have been written. */
    private static String inventory(ConfigMap map) throws UnreadableException {
        var gzipped = binaryData(map).get(INVENTORY_GZIPPED);
        if (gzipped == null) {
            return data(map).get(INVENTORY_JSON);
        }
        try {
            return Gzip.unzip(gzipped);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableException(INVENTORY_GZIPPED + " is not gzipped text");
        }
    }

    private static Map<String, String> data(ConfigMap map) {
        return map.getData() == null ? Map.of() : map.getData();
    }

    private static Map<String, String> binaryData(ConfigMap map) {
        return map.getBinaryData() == null ? Map.of() : map.getBinaryData();
    }

    private ObjectRef ref(String application) {
        return new ObjectRef("v1", "ConfigMap", platform.name(), application.isEmpty() ? "" : PREFIX + application);
    }
}
