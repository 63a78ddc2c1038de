package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.model.ApsException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseDoorsTest {
    private final AtomicLong nanos = new AtomicLong(1);
    private Duration takeover = Duration.ofSeconds(30);
    private Instant wall = Instant.parse("2026-11-24T04:00:00Z");

    @Test
    void anotherDoorLivesUntilItsLeaseWasNotSeenToChangeForTheTakeoverTime() {
        try (var api = new StubApi(
                        reply(200, lease("1")),
                        reply(200, lease("1")),
                        reply(200, lease("2")),
                        reply(200, lease("2")));
                var connection = api.connect()) {
            var doors = doors(connection);
            assertThat(doors.life("b")).as("first look").isEqualTo(Doors.Life.UNCERTAIN);
            pass(29);
            assertThat(doors.life("b")).as("29 s silent").isEqualTo(Doors.Life.UNCERTAIN);
            pass(2);
            assertThat(doors.life("b")).as("renewed meanwhile").isEqualTo(Doors.Life.LIVES);
            pass(31);
            assertThat(doors.life("b")).as("31 s silent").isEqualTo(Doors.Life.GONE);
        }
    }

    @Test
    void aDoorWithoutALeaseIsGoneAtOnce() {
        try (var api = new StubApi(reply(404, ""));
                var connection = api.connect()) {
            assertThat(doors(connection).life("b")).isEqualTo(Doors.Life.GONE);
        }
    }

    @Test
    void weMayWriteForTwentySecondsAfterARenewal() {
        try (var api = new StubApi(reply(200, lease("1")));
                var connection = api.connect()) {
            try (var doors = doors(connection)) {
                assertThat(doors.mayWrite()).isFalse();
                assertThat(doors.mayRepeat()).isTrue();
                doors.open();
                assertThat(doors.mayWrite()).isTrue();
                pass(19);
                assertThat(doors.mayWrite()).isTrue();
                pass(2);
                assertThat(doors.mayWrite()).isFalse();
                assertThat(doors.mayRepeat()).isFalse();
            }
            assertThat(api.asked()).anyMatch(each -> each.method().equals("DELETE"));
        }
    }

    @Test
    void whereOthersTakeOverSoonerWeStopSooner() {
        takeover = Duration.ofSeconds(6);
        try (var api = new StubApi(reply(200, lease("1")));
                var connection = api.connect();
                var doors = doors(connection)) {
            doors.open();
            nanos.addAndGet(Duration.ofMillis(3900).toNanos());
            assertThat(doors.mayWrite()).isTrue();
            pass(1);
            assertThat(doors.mayWrite()).isFalse();
        }
    }

    @Test
    void aSuspendedHostDoesNotKeepOurLeaseYoung() {
        try (var api = new StubApi(reply(200, lease("1")));
                var connection = api.connect();
                var doors = doors(connection)) {
            doors.open();
            wall = wall.plusSeconds(21);
            assertThat(doors.mayWrite()).isFalse();
        }
    }

    @Test
    void aRenewalThatComesTooLateBeginsANewTerm() {
        try (var api = new StubApi(reply(200, lease("1")), reply(200, lease("2")), reply(200, lease("3")));
                var connection = api.connect();
                var doors = doors(connection)) {
            doors.open();
            var term = doors.term();
            pass(19);
            doors.renew();
            assertThat(doors.term()).isEqualTo(term);
            pass(21);
            doors.renew();
            assertThat(doors.mayWrite()).isTrue();
            assertThat(doors.term()).isGreaterThan(term);
        }
    }

    @Test
    void whatAnEarlierProcessOfOurOwnIdLeftBehindHasTheTakeoverTimeToBeEnteredAgain() {
        try (var api = new StubApi(reply(200, lease("1")));
                var connection = api.connect();
                var doors = doors(connection)) {
            pass(29);
            assertThat(doors.life("a")).isEqualTo(Doors.Life.UNCERTAIN);
            pass(2);
            assertThat(doors.life("a")).isEqualTo(Doors.Life.GONE);
        }
    }

    @Test
    void anOperationThatEndedUnrecordedIsGoneThoughItsDoorLives() {
        try (var api = new StubApi(reply(200, lease("1", "op-3 op-1")), reply(200, lease("2", "op-3 op-1")));
                var connection = api.connect()) {
            var doors = doors(connection);
            assertThat(doors.life(new Owner("b", "op-1", 1), here -> false)).isEqualTo(Doors.Life.GONE);
            assertThat(doors.life(new Owner("b", "op-2", 1), here -> false)).isNotEqualTo(Doors.Life.GONE);
        }
    }

    @Test
    void ourLeaseTellsWhatEndedUnrecordedUntilItIsEnteredAgain() {
        try (var api = new StubApi(reply(200, lease("1")), reply(200, lease("2")));
                var connection = api.connect();
                var doors = doors(connection)) {
            doors.letGo("op-1");
            assertThat(doors.life(new Owner("a", "op-1", 1), here -> false)).isEqualTo(Doors.Life.GONE);
            assertThat(doors.life(new Owner("a", "op-1", 1), here -> true)).isEqualTo(Doors.Life.LIVES);
            doors.renew();
            doors.takeUp("op-1");
            doors.renew();
            assertThat(api.asked())
                    .extracting(StubApi.Asked::body)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("\"aps.jenkins.io/ended\":\"op-1\""),
                            second -> assertThat(second).contains("\"aps.jenkins.io/ended\":\"\""));
        }
    }

    @Test
    void makesItsLeaseAndThePlatformNamespaceWhereTheyAreMissing() {
        var created = reply(201, "{}");
        try (var api = new StubApi(reply(404, ""), reply(404, ""), created);
                var connection = api.connect();
                var doors = doors(connection)) {
            doors.renew();
            assertThat(api.lines())
                    .containsExactly(
                            "PATCH /apis/coordination.k8s.io/v1/namespaces/aps-platform/leases/door-a?fieldManager=aps-deployer",
                            "POST /apis/coordination.k8s.io/v1/namespaces/aps-platform/leases?fieldManager=aps-deployer",
                            "POST /api/v1/namespaces?fieldManager=aps-deployer",
                            "POST /apis/coordination.k8s.io/v1/namespaces/aps-platform/leases?fieldManager=aps-deployer");
        }
    }

    @Test
    void refusesAnIdThatCanBeNoName() {
        try (var api = new StubApi(reply(200, "{}"));
                var connection = api.connect()) {
            assertThatThrownBy(() -> new LeaseDoors(
                            connection,
                            new ObjectReader(connection),
                            new PlatformNamespace(connection),
                            "A B",
                            new Tenure(Duration.ofSeconds(30)),
                            nanos::get,
                            () -> wall))
                    .isInstanceOf(ApsException.class);
        }
    }

    private LeaseDoors doors(Connection connection) {
        return new LeaseDoors(
                connection,
                new ObjectReader(connection),
                new PlatformNamespace(connection),
                "a",
                new Tenure(takeover),
                nanos::get,
                () -> wall);
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        wall = wall.plusSeconds(seconds);
    }

    private static String lease(String version) {
        return lease(version, "");
    }

    private static String lease(String version, String ended) {
        return "{\"apiVersion\":\"coordination.k8s.io/v1\",\"kind\":\"Lease\",\"metadata\":{\"name\":\"door-b\",\"uid\":"
                + "\"u\",\"resourceVersion\":\"" + version + "\",\"annotations\":{\"aps.jenkins.io/ended\":\"" + ended
                + "\"}}}";
    }
}
