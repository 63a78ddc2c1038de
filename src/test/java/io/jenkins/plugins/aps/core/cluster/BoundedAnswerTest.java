package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundedAnswerTest {
    private static final int MIB = 1024 * 1024;

    private static BoundedAnswer.Read read(int length, int longest) throws Exception {
        try (var api = new StubApi(StubApi.reply(200, "x".repeat(length)));
                var connection = api.connect()) {
            var http = connection.client().getHttpClient();
            var request = http.newHttpRequestBuilder().uri(api.url() + "/api").build();
            return BoundedAnswer.of(http, request, longest).get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void readsAnAnswerThatIsNotLonger() throws Exception {
        assertThat(read(MIB, MIB).body()).hasSize(MIB);
        assertThat(read(0, MIB).body()).isEmpty();
    }

    @Test
    void readsNoAnswerThatIsLonger() {
        assertThatThrownBy(() -> read(2 * MIB, MIB))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(BoundedAnswer.TooLongException.class)
                .hasMessage("the answer has more than 1 MiB");
    }
}
