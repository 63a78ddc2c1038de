package io.jenkins.plugins.aps.core.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * SHA-256 of the canonical JSON (keys sorted, nothing absent) of an object's intent.
 *
 * <p>The values of a Secret are left out: hashes are recorded where more people read than Secrets, and a plain hash of a
 * short password can be guessed. A changed value is seen all the same, because the Secret has another name then.
 */
final class SpecHash {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .annotationIntrospector(new ByName())
            .build();

    /** Fields by their names: those of Kubernetes's objects have an order of their own. */
    private static final class ByName extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public String[] findSerializationPropertyOrder(AnnotatedClass type) {
            return null;
        }

        @Override
        public Boolean findSerializationSortAlphabetically(Annotated type) {
            return true;
        }
    }

    private SpecHash() {}

    /** 64 hexadecimal digits. */
    static String of(HasMetadata body) {
        var told = body instanceof Secret secret ? withoutValues(secret) : body;
        try {
            return sha256(CANONICAL.writeValueAsBytes(told));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An object always has a JSON form", e);
        }
    }

    static String sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Secret withoutValues(Secret secret) {
        var keys = new TreeMap<String, String>();
        if (secret.getData() != null) {
            secret.getData().keySet().forEach(key -> keys.put(key, ""));
        }
        return new SecretBuilder(secret).withData(keys).build();
    }
}
