package io.jenkins.plugins.aps.core.run;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The secret values of a version: from the credentials that it names, or, where a door has none, from the Secrets in the
 * application's namespace that hold them still.
 */
final class KeptSecrets {
    private final ClusterClient cluster;
    private final Inventory inventory;
    private final String application;
    private final List<Problem> problems = new ArrayList<>();
    private final List<SecretValue> read = new ArrayList<>();

    KeptSecrets(ClusterClient cluster, Inventory inventory, String application) {
        this.cluster = cluster;
        this.inventory = inventory;
        this.application = application;
    }

    /**
     * By connector, then by variable. Blocks.
     *
     * @throws ApsException {@code notFound} with every value that can't be had
     */
    Map<String, Map<String, SecretValue>> of(
            Descriptor descriptor, Kept kept, Function<String, Optional<SecretValue>> credentials) {
        var secrets = new HashMap<String, Map<String, SecretValue>>();
        for (var connector : descriptor.connectors()) {
            if (!connector.secrets().isEmpty()) {
                secrets.put(connector.name(), values(connector, kept, credentials));
            }
        }
        if (!problems.isEmpty()) {
            throw new ApsException(
                    ErrorCode.NOT_FOUND,
                    "the secret values of this version can't be had any more: deploy it with them given anew",
                    problems);
        }
        return secrets;
    }

    private Map<String, SecretValue> values(
            Descriptor.Connector connector, Kept kept, Function<String, Optional<SecretValue>> credentials) {
        var values = new HashMap<String, SecretValue>();
        var stored = Optional.<Map<String, String>>empty();
        for (var secret : connector.secrets().entrySet()) {
            var where = "connector '" + connector.name() + "', variable " + secret.getKey();
            try {
                var value = credentials.apply(secret.getValue());
                if (value.isEmpty()) {
                    stored = stored.isPresent() ? stored : Optional.of(stored(connector.name(), kept));
                    value = Optional.ofNullable(stored.get().get(secret.getKey()))
                            .map(KeptSecrets::decoded);
                }
                value.ifPresentOrElse(
                        found -> values.put(secret.getKey(), found),
                        () -> problems.add(new Problem(where, "its Secret does not hold it")));
            } catch (ApsException e) {
                if (e.code() == ErrorCode.UNREACHABLE) {
                    throw e;
                }
                problems.add(new Problem(where, e.getMessage()));
            }
        }
        return values;
    }

    /** Only from the Secret that is recorded as ours: whoever made another of its name could choose what we deploy. */
    private Map<String, String> stored(String connector, Kept kept) {
        var ref = kept.content().orElse(List.of()).stream()
                .filter(content -> content.connector().equals(connector))
                .map(content -> content.in(application))
                .findFirst()
                .orElseThrow(() -> gone("the version does not record which Secret holds it"));
        var found = cluster.findOurs(ref, application, inventory.known(ref))
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .orElseThrow(() -> gone(ref + " in namespace '" + application + "', which held it, is not there"));
        var data = found.getData() == null ? Map.<String, String>of() : found.getData();
        data.values().stream().map(KeptSecrets::decoded).forEach(read::add);
        return data;
    }

    /** All that was read, needed or not: nobody may be told of it. */
    List<SecretValue> read() {
        return List.copyOf(read);
    }

    private static SecretValue decoded(String base64) {
        return new SecretValue(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    }

    private static ApsException gone(String why) {
        return new ApsException(ErrorCode.NOT_FOUND, why);
    }
}
