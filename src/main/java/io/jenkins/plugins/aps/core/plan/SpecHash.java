package io.jenkins.plugins.aps.core.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
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
            .build();

    private SpecHash() {}

    /** 64 hexadecimal digits. */
    static String of(HasMetadata body) {
        var told = body instanceof Secret secret ? withoutValues(secret) : body;
        try {
            var json = CANONICAL.writeValueAsString(CANONICAL.convertValue(told, Map.class));
            return sha256(json.getBytes(StandardCharsets.UTF_8));
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
