package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SlimJsonTest {
    @Test
    void leavesOutOfAnEventWhatNoJudgementAsksFor() throws IOException {
        assertThat(slim("slim/pod-event.json")).isEqualTo(plain("slim/pod-event.slim.json"));
    }

    @Test
    void leavesOutOfAListWhatNoJudgementAsksFor() throws IOException {
        assertThat(slim("slim/deployment-list.json")).isEqualTo(plain("slim/deployment-list.slim.json"));
    }

    private static JsonNode slim(String file) throws IOException {
        try (var json = SlimJsonTest.class.getResourceAsStream(file)) {
            return new ObjectMapper(new SlimJson()).readTree(json);
        }
    }

    private static JsonNode plain(String file) throws IOException {
        try (var json = SlimJsonTest.class.getResourceAsStream(file)) {
            return new ObjectMapper().readTree(json);
        }
    }
}
