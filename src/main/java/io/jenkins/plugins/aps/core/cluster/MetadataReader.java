package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads what there is of an application without its content: much less than the objects, and no value of a Secret. */
final class MetadataReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Connection connection;

    MetadataReader(Connection connection) {
        this.connection = connection;
    }

    /** Kinds of which every application has something, or whose objects outlive the others. */
    static Set<ObjectRef> telling(String application) {
        return Set.of(
                new ObjectRef("v1", "ServiceAccount", application, ""),
                new ObjectRef("v1", "ConfigMap", application, ""),
                new ObjectRef("v1", "PersistentVolumeClaim", application, ""),
                new ObjectRef("apps/v1", "Deployment", application, ""),
                new ObjectRef("apps/v1", "StatefulSet", application, ""));
    }

    /** Blocks for a request a kind, or more where there are many objects; a kind that has no end counts as not seen. */
    Map<ObjectRef, ObjectMeta> of(String application, Set<ObjectRef> kinds) {
        return of(application, kinds, unread -> {});
    }

    /** @param unread told the kinds that were not seen */
    Map<ObjectRef, ObjectMeta> of(String application, Set<ObjectRef> kinds, Consumer<ObjectRef> unread) {
        var found = new HashMap<ObjectRef, ObjectMeta>();
        for (var kind : kinds) {
            try {
                read(application, kind, found);
            } catch (ApsException e) {
                // Nothing depends on it: what is not seen is written as if it had changed.
                if (e.code() != ErrorCode.NOT_ALLOWED && e.code() != ErrorCode.FAILED) {
                    throw e;
                }
                unread.accept(kind);
            }
        }
        return found;
    }

    private void read(String application, ObjectRef kind, Map<ObjectRef, ObjectMeta> found) {
        var listed = Pages.all(connection.name(), kind, ApiPath.collection(kind), Labels.of(application), at -> {
            var answer = connection.ask(ApiCall.metadata(at, kind));
            var page = parse(answer);
            return Pages.Page.of(page.items(), page.metadata(), answer);
        });
        for (var item : listed) {
            var metadata = item.metadata();
            found.put(new ObjectRef(kind.apiVersion(), kind.kind(), kind.namespace(), metadata.getName()), metadata);
        }
    }

    private Page parse(ApiAnswer answer) {
        try {
            return JSON.readValue(answer.body(), Page.class);
        } catch (JsonProcessingException e) {
            // Without the cause: it quotes what it could not read.
            throw new ApsException(
                    ErrorCode.UNREACHABLE,
                    "cluster '" + connection.name() + "' answered a list with something else than JSON");
        }
    }

    private record Page(ListMeta metadata, List<Entry> items) {
        Page {
            items = items == null ? List.of() : items;
        }
    }

    private record Entry(ObjectMeta metadata) {}
}
