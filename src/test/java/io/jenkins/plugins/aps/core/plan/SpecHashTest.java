package io.jenkins.plugins.aps.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecHashTest {
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static Stream<HasMetadata> objects() {
        return new SamplePlan().plan().objects().map(PlannedObject::body);
    }

    /** Whatever order a library gives to fields, hashes that are recorded stay comparable. */
    @ParameterizedTest
    @MethodSource("objects")
    void isOfTheJsonWithAllKeysSorted(HasMetadata body) throws JsonProcessingException {
        var json = SORTED.writeValueAsString(SORTED.convertValue(withoutValues(body), Map.class));
        assertThat(SpecHash.of(body)).isEqualTo(SpecHash.sha256(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static HasMetadata withoutValues(HasMetadata body) {
        if (!(body instanceof Secret secret) || secret.getData() == null) {
            return body;
        }
        var hidden = new SecretBuilder(secret);
        secret.getData().keySet().forEach(key -> hidden.addToData(key, ""));
        return hidden.build();
    }
}
