package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final StubApi.Reply YES = reply(201, "{\"status\":{\"allowed\":true}}");
    private static final StubApi.Reply NO = reply(201, "{\"status\":{\"allowed\":false}}");

    @Test
    void namesAllMissingRightsAtOnce() {
        try (var api = new StubApi(asked -> lacks(asked.body()) ? NO : YES);
                var connection = api.connect();
                var rights = new Rights(connection)) {
            assertThat(rights.missing("holiday"))
                    .extracting(Problem::toString)
                    .containsExactly(
                            "namespaces: our account cannot create, delete namespaces at cluster scope",
                            "leases.coordination.k8s.io: our account cannot delete leases.coordination.k8s.io in namespace"
                                    + " 'aps-platform'",
                            "secrets: our account cannot create, delete secrets in namespace 'holiday'",
                            "pods/log: our account cannot get pods/log in namespace 'holiday'");
        }
    }

    private static boolean lacks(String review) {
        var changes = review.contains("\"create\"") || review.contains("\"delete\"");
        return changes && (review.contains("\"namespaces\"") || review.contains("\"secrets\""))
                || review.contains("\"delete\"") && review.contains("\"leases\"")
                || review.contains("\"log\"");
    }

    @Test
    void asksForManyAtOnceButNotForAll() {
        var together = new CountDownLatch(Rights.AT_ONCE);
        var inFlight = new AtomicInteger();
        var most = new AtomicInteger();
        try (var api = new StubApi(asked -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    together.countDown();
                    await(together);
                    inFlight.decrementAndGet();
                    return YES;
                });
                var connection = api.connect();
                var rights = new Rights(connection)) {
            assertThat(rights.missing("holiday")).isEmpty();
            assertThat(together.getCount()).isZero();
            assertThat(most).hasValueLessThanOrEqualTo(Rights.AT_ONCE);
        }
    }

    /** So many threads of ours may wait that a server that is asked one by one would make this fail. */
    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(5, TimeUnit.SECONDS)) {
                throw new AssertionError("asked one by one");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsWhyItCouldNotAsk() {
        try (var api = new StubApi(reply(401, ""));
                var connection = api.connect();
                var rights = new Rights(connection)) {
            assertThatThrownBy(() -> rights.missing("holiday"))
                    .isInstanceOfSatisfying(
                            ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED));
        }
    }
}
