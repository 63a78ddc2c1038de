package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.jenkins.plugins.aps.core.cluster.RecordJson.UnreadableException;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Records as ConfigMaps in the platform namespace; shapes: docs/contracts.md, "In the cluster". */
final class ConfigMapRecords implements RecordStore {
    private static final Logger LOGGER = Logger.getLogger(ConfigMapRecords.class.getName());
    private static final String APPLICATION_JSON = "application.json";
    private static final String INVENTORY_JSON = "inventory.json";

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
    public Optional<ApplicationRecord> find(String application) {
        var found = reader.find(ref(application));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read((ConfigMap) found.get()));
        } catch (UnreadableException e) {
            throw new ApsException(
                    ErrorCode.FAILED,
                    "the record of application '" + application + "' can't be read: ConfigMap '"
                            + ref(application).name() + "' in namespace '" + platform.name() + "': " + e.getMessage());
        }
    }

    @Override
    public List<ApplicationRecord> all() {
        var selector = "labelSelector="
                + ApiPath.segment(Labels.MANAGED_BY + "=" + Labels.US + "," + Labels.RECORD + "=application");
        var records = new ArrayList<ApplicationRecord>();
        for (var map : reader.list(ref(""), ConfigMapList.class, selector)) {
            try {
                records.add(read((ConfigMap) map));
            } catch (UnreadableException e) {
                LOGGER.log(
                        Level.WARNING,
                        "ConfigMap {0} in namespace {1} of cluster {2} is left out: {3}",
                        new Object[] {map.getMetadata().getName(), platform.name(), connection.name(), e.getMessage()});
            }
        }
        records.sort(Comparator.comparing(ApplicationRecord::application));
        return records;
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
    public void keep(String application, int version, Kept kept) {
        versions.keep(application, version, kept);
    }

    @Override
    public Optional<Kept> kept(String application, int version) {
        return versions.kept(application, version);
    }

    private ApplicationRecord written(ApplicationRecord application, ApiCall call, ApiAnswer answer)
            throws StaleRecordException {
        if (answer.ok()) {
            return at(application, reader.parse(answer).getMetadata().getResourceVersion());
        }
        if (answer.code() != 409 && !(answer.code() == 404 && call.verb().equals("update"))) {
            throw connection.error(call, answer);
        }
        // An earlier try of our own, whose answer was lost, may be what made this one fail: then what we want to write
        // is
        // what is there. It names the operation, so nobody else's can be equal.
        var live = (ConfigMap) reader.find(call.object()).orElse(null);
        if (live != null && data(application).equals(live.getData())) {
            return at(application, live.getMetadata().getResourceVersion());
        }
        throw stale(
                application, answer.code() == 404 ? "vanished meanwhile" : "was written by somebody else meanwhile");
    }

    private static StaleRecordException stale(ApplicationRecord application, String why) {
        return new StaleRecordException("the record of application '" + application.application() + "' " + why);
    }

    private ApplicationRecord read(ConfigMap map) throws UnreadableException {
        var data = map.getData() == null ? Map.<String, String>of() : map.getData();
        return RecordJson.read(
                data.get(APPLICATION_JSON),
                data.get(INVENTORY_JSON),
                map.getMetadata().getResourceVersion());
    }

    private String body(ApplicationRecord application, String resourceVersion) {
        var map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(ref(application.application()).name())
                .withNamespace(platform.name())
                .withResourceVersion(resourceVersion.isEmpty() ? null : resourceVersion)
                .addToLabels(Labels.MANAGED_BY, Labels.US)
                .addToLabels(Labels.PART_OF, application.application())
                .addToLabels(Labels.RECORD, "application")
                .endMetadata()
                .withData(data(application))
                .build();
        return connection.serialization().asJson(map);
    }

    private static Map<String, String> data(ApplicationRecord application) {
        return Map.of(
                APPLICATION_JSON, RecordJson.application(application),
                INVENTORY_JSON, RecordJson.inventory(application.inventory()));
    }

    private ObjectRef ref(String application) {
        return new ObjectRef("v1", "ConfigMap", platform.name(), application.isEmpty() ? "" : "app-" + application);
    }

    private static ApplicationRecord at(ApplicationRecord record, String resourceVersion) {
        return new ApplicationRecord(
                record.application(),
                record.namespaceUid(),
                record.project(),
                record.release(),
                record.catalog(),
                record.currentVersion(),
                record.lastGoodVersion(),
                record.createdAt(),
                record.updatedAt(),
                record.owner(),
                record.operations(),
                record.inventory(),
                resourceVersion);
    }
}
