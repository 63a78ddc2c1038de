package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads objects and lists of them. */
final class ObjectReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final Connection connection;

    ObjectReader(Connection connection) {
        this.connection = connection;
    }

    Optional<HasMetadata> find(ObjectRef ref) {
        return found(ApiCall.get(ref)).map(this::parse);
    }

    /** UID, generation and version only, as its content may be long. */
    Optional<ObjectMeta> findIdentity(ObjectRef ref) {
        return found(ApiCall.metadata(ref)).map(this::identity);
    }

    private Optional<ApiAnswer> found(ApiCall call) {
        var answer = connection.send(call);
        if (answer.code() == 404) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        return Optional.of(answer);
    }

    HasMetadata parse(ApiAnswer answer) {
        return connection.serialization().unmarshal(answer.body(), HasMetadata.class);
    }

    /**
     * UID, generation and version only of an object: the answer to a write repeats what was written, and that is most of
     * the work of reading it.
     */
    ObjectMeta identity(ApiAnswer answer) {
        var identity = new ObjectMeta();
        try (var parser = JSON.createParser(answer.body())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var metadata = parser.currentName().equals("metadata");
                parser.nextToken();
                if (metadata) {
                    read(parser, identity);
                    return identity;
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // Told below, without the cause: it quotes what it could not read.
        }
        throw new ApsException(
                ErrorCode.OUTCOME_UNKNOWN,
                "cluster '" + connection.name() + "' answered with something else than an object");
    }

    private static void read(JsonParser parser, ObjectMeta identity) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "uid" -> identity.setUid(parser.getText());
                case "resourceVersion" -> identity.setResourceVersion(parser.getText());
                case "generation" -> identity.setGeneration(parser.getLongValue());
                default -> parser.skipChildren();
            }
        }
    }

    /** What can be judged of one application, in the order of {@link WatchedKind}. */
    List<HasMetadata> read(String application) {
        var found = new ArrayList<HasMetadata>();
        for (var kind : WatchedKind.ALL) {
            if (kind.kind().equals("Namespace")) {
                find(new ObjectRef("v1", "Namespace", "", application))
                        .filter(live -> Labels.label(live, Labels.PART_OF).equals(application))
                        .ifPresent(found::add);
            } else {
                found.addAll(list(kind, application, Labels.of(application)));
            }
        }
        return found;
    }

    List<HasMetadata> readAll() {
        var found = new ArrayList<HasMetadata>();
        for (var kind : WatchedKind.ALL) {
            found.addAll(list(kind, "", Labels.ours()));
        }
        return found;
    }

    private List<HasMetadata> list(WatchedKind kind, String namespace, String selector) {
        return list(new ObjectRef(kind.apiVersion(), kind.kind(), namespace, ""), kind.listType(), selector);
    }

    /**
     * All pages of a list.
     *
     * @param of its name is empty
     * @param query selectors, encoded
     */
    List<HasMetadata> list(ObjectRef of, Class<? extends KubernetesResourceList<?>> type, String query) {
        return Pages.all(connection.name(), of, ApiPath.collection(of), query, at -> {
            var answer = connection.ask(ApiCall.read(at, "list", of));
            var list = connection.serialization().unmarshal(answer.body(), type);
            return Pages.Page.of(List.<HasMetadata>copyOf(list.getItems()), list.getMetadata(), answer);
        });
    }
}
