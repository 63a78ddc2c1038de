package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;
import static io.jenkins.plugins.aps.core.cluster.StubApi.status;
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
            assertThat(life(doors, "b")).as("first look").isEqualTo(Doors.Life.UNCERTAIN);
            pass(29);
            assertThat(life(doors, "b")).as("29 s silent").isEqualTo(Doors.Life.UNCERTAIN);
            pass(2);
            assertThat(life(doors, "b")).as("renewed meanwhile").isEqualTo(Doors.Life.LIVES);
            pass(31);
            assertThat(life(doors, "b")).as("31 s silent").isEqualTo(Doors.Life.GONE);
        }
    }

    @Test
    void aDoorWithoutALeaseIsGoneAtOnce() {
        try (var api = new StubApi(status(404, "NotFound", "there is none"));
                var connection = api.connect()) {
            assertThat(life(doors(connection), "b")).isEqualTo(Doors.Life.GONE);
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
            assertThat(life(doors, "a")).isEqualTo(Doors.Life.UNCERTAIN);
            pass(2);
            assertThat(life(doors, "a")).isEqualTo(Doors.Life.GONE);
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
        var none = status(404, "NotFound", "there is none");
        try (var api = new StubApi(none, none, created);
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
                            new Holder("A B", "first"),
                            new Tenure(Duration.ofSeconds(30)),
                            nanos::get,
                            () -> wall))
                    .isInstanceOf(ApsException.class);
        }
    }

    @Test
    void whatAnEarlierStartOfAnotherProcessLeftBehindIsGoneAfterTheTakeoverTimeThoughItsLeaseIsRenewed() {
        try (var api = new StubApi(
                        reply(200, lease("1", "", "b_second")),
                        reply(200, lease("2", "", "b_second")),
                        reply(200, lease("3", "", "b_second")),
                        reply(200, lease("4", "", "b_second")));
                var connection = api.connect()) {
            var doors = doors(connection);
            var left = new Owner(new Holder("b", "first"), "op-1", 1);
            var taken = new Owner(new Holder("b", "second"), "op-2", 1);
            assertThat(doors.life(left, here -> false)).as("it may take it up").isEqualTo(Doors.Life.UNCERTAIN);
            pass(29);
            assertThat(doors.life(left, here -> false)).as("29 s later").isEqualTo(Doors.Life.UNCERTAIN);
            pass(2);
            assertThat(doors.life(left, here -> false)).as("31 s later").isEqualTo(Doors.Life.GONE);
            assertThat(doors.life(taken, here -> false)).as("its own").isEqualTo(Doors.Life.LIVES);
        }
    }

    @Test
    void aLeaseOrARecordWithoutAnIncarnationIsReadAsBefore() {
        try (var api = new StubApi(
                        reply(200, lease("1", "", "b")),
                        reply(200, lease("2", "", "b")),
                        reply(200, lease("3", "", "b_second")));
                var connection = api.connect()) {
            var doors = doors(connection);
            var told = new Owner(new Holder("b", "first"), "op-1", 1);
            assertThat(doors.life(told, here -> false)).isEqualTo(Doors.Life.UNCERTAIN);
            pass(31);
            assertThat(doors.life(told, here -> false)).as("an old Lease").isEqualTo(Doors.Life.LIVES);
            pass(31);
            assertThat(doors.life(new Owner("b", "op-1", 1), here -> false))
                    .as("an old record")
                    .isEqualTo(Doors.Life.LIVES);
        }
    }

    @Test
    void ourLeaseNamesThisStartEachTimeItIsRenewed() {
        try (var api = new StubApi(
                        status(404, "NotFound", "there is none"), reply(201, lease("1")), reply(200, lease("2")));
                var connection = api.connect();
                var doors = doors(connection)) {
            doors.renew();
            doors.renew();
            assertThat(api.asked())
                    .extracting(StubApi.Asked::body)
                    .allMatch(body -> body.contains("\"holderIdentity\":\"a_first\""));
        }
    }

    @Test
    void aLeaseThatWasJustReadIsNotReadAgainAndTellsOfEachOperation() {
        try (var api = new StubApi(reply(200, lease("1", "op-1")), reply(200, lease("2", "op-1")));
                var connection = api.connect()) {
            var doors = doors(connection);
            var young = Duration.ofSeconds(4);
            assertThat(doors.life(new Owner("b", "op-1", 1), here -> false, young))
                    .isEqualTo(Doors.Life.GONE);
            assertThat(doors.life(new Owner("b", "op-2", 1), here -> false, young))
                    .isNotEqualTo(Doors.Life.GONE);
            assertThat(api.asked()).hasSize(1);
            pass(5);
            assertThat(doors.life(new Owner("b", "op-2", 1), here -> false, young))
                    .isEqualTo(Doors.Life.LIVES);
        }
    }

    private static Doors.Life life(LeaseDoors doors, String door) {
        return doors.life(new Owner(door, "op-1", 1), here -> false);
    }

    private LeaseDoors doors(Connection connection) {
        return new LeaseDoors(
                connection,
                new ObjectReader(connection),
                new PlatformNamespace(connection),
                new Holder("a", "first"),
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
        return lease(version, ended, "b");
    }

    private static String lease(String version, String ended, String holder) {
        return "{\"apiVersion\":\"coordination.k8s.io/v1\",\"kind\":\"Lease\",\"metadata\":{\"name\":\"door-b\",\"uid\":"
                + "\"u\",\"resourceVersion\":\"" + version + "\",\"annotations\":{\"aps.jenkins.io/ended\":\"" + ended
                + "\"}},\"spec\":{\"holderIdentity\":\"" + holder + "\"}}";
    }
}
