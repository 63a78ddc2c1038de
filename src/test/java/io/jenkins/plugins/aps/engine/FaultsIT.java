package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.UndeployRequest;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An API server that answers badly or not at all, on the way to the real control plane: each ends with a true verdict. */
@WithControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Behaviours.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FaultsIT implements Scenarios {
    private static final AtomicInteger DOORS = new AtomicInteger();
    private static final Fate UNAUTHORIZED = new Fate.Answer(401, "Unauthorized", "Unauthorized", 0);

    private Engine engine;

    @BeforeAll
    void open(ControlPlane plane, Prefix prefix, @TempDir Path folder) throws Exception {
        engine = new Engine(new PlanePlace(plane, prefix), folder);
    }

    @AfterAll
    void close() throws Exception {
        engine.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    private Proxy proxy() throws Exception {
        return new Proxy(engine.place().kubeconfig());
    }

    /** A door whose requests all go through the proxy. */
    private Aps behind(Proxy proxy) {
        return engine.open("proxied-" + DOORS.incrementAndGet(), proxy::kubeconfig);
    }

    /** One of so many writes meets this fate, each write at its next try no more. */
    private static Function<ProxyRequest, Fate> everyThirdWrite(Fate fate) {
        var count = new AtomicInteger();
        return request -> request.writes() && count.incrementAndGet() % 3 == 0 ? fate : Fate.PASS;
    }

    private void runsDespite(String name, Function<ProxyRequest, Fate> rule) throws Exception {
        var ask = Ask.of(engine.name(name));
        try (var proxy = proxy()) {
            proxy.rule(rule);
            var instance = Results.of(behind(proxy).deploy(ask.request(), DeployListener.SILENT));
            assertThat(instance.status()).isEqualTo(Status.RUNNING);
            assertThat(instance.applicationVersion()).isEqualTo(1);
        }
        nothingWasLeftOut(ask);
    }

    private void nothingWasLeftOut(Ask ask) throws Exception {
        recordIsTrue(ask.application());
        assertThat(deploy(ask.again()).changes()).allMatch(change -> change.action() == Change.Action.UNCHANGED);
    }

    @Scenario
    void tooManyRequestsAreSentAgainWhenItSays() throws Exception {
        runsDespite("busy", everyThirdWrite(new Fate.Answer(429, "TooManyRequests", "please wait", 1)));
    }

    @Scenario
    void serverErrorsAreTriedAgain() throws Exception {
        runsDespite("errors", everyThirdWrite(new Fate.Answer(500, "InternalError", "etcd is electing", 0)));
    }

    @Scenario
    void connectionsThatAreCutBeforeARequestArrivesAreOpenedAgain() throws Exception {
        runsDespite("cut", everyThirdWrite(Fate.CUT));
    }

    @Scenario
    void answersThatAreLostAreAskedForAgain() throws Exception {
        runsDespite("lose", everyThirdWrite(Fate.LOSE));
    }

    @Scenario
    void allConnectionsAreCutInTheMiddle() throws Exception {
        var ask = Ask.of(engine.name("middle")).erp("erp:slow");
        var told = new Told();
        try (var proxy = proxy()) {
            var operation = behind(proxy).deploy(ask.request(), told);
            for (var wave = 0; wave < 4; wave++) {
                told.awaitWave(wave);
                proxy.cut();
            }
            assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
        }
        nothingWasLeftOut(ask);
    }

    @Scenario
    void theApiServerIsGoneForAWhileAndItGoesOn() throws Exception {
        var ask = Ask.of(engine.name("outage"));
        var told = new Told();
        try (var proxy = proxy()) {
            var operation = behind(proxy).deploy(ask.request(), told);
            told.awaitWave(1);
            proxy.shut();
            engine.until("it notices", () -> operation.waitingFor().contains("the cluster to answer"));
            proxy.open();
            assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
        }
        nothingWasLeftOut(ask);
    }

    @Scenario
    void theApiServerIsGoneForLongerThanALeaseLivesAndItGoesOn() throws Exception {
        var ask = Ask.of(engine.name("minute"));
        var told = new Told();
        try (var proxy = proxy()) {
            var operation = behind(proxy).deploy(ask.request(), told);
            told.awaitWave(1);
            proxy.shut();
            // After 20 s without a heartbeat nothing may be written any more; then it must find its way back.
            var since = System.nanoTime();
            engine.until("its Lease has lapsed", () -> System.nanoTime() - since > TimeUnit.SECONDS.toNanos(22));
            assertThat(operation.result()).isNotDone();
            proxy.open();
            assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
        }
        nothingWasLeftOut(ask);
    }

    @Scenario
    void anApiServerThatIsGoneFromTheBeginningFailsSoon() throws Exception {
        var ask = Ask.of(engine.name("never"));
        try (var proxy = proxy()) {
            proxy.shut();
            var failure = Results.failure(behind(proxy).deploy(ask.request(), DeployListener.SILENT));
            assertThat(failure.code()).isEqualTo(ErrorCode.UNREACHABLE);
        }
        assertThat(isGone(ask.application())).isTrue();
    }

    @Scenario
    void anApiServerThatStaysAwayEndsItInTimeAndHoldsNobodyUpWhenItIsBack() throws Exception {
        var ask = Ask.of(engine.name("away")).erp("erp:unschedulable").atMost(Duration.ofSeconds(20));
        var told = new Told();
        try (var proxy = proxy()) {
            var operation = behind(proxy).deploy(ask.request(), told);
            told.awaitWritten("connector-erp");
            proxy.shut();
            var failure = Results.failure(operation);
            assertThat(failure.code()).isEqualTo(ErrorCode.UNREACHABLE);
            assertThat(told.awaitFailure())
                    .as("nobody could be told how it ended")
                    .isEqualTo(Verdict.UNKNOWN);
            // Its process lives on, and gives signs of life again.
            proxy.open();
            engine.until(
                    "others know that it has ended",
                    () -> aps().status("", ask.application()).statusClass() != StatusClass.IN_PROGRESS);
            var next = ask.erp("erp:1").ifRunning(IfRunning.FAIL).atMost(Duration.ofMinutes(2));
            assertThat(deploy(next).status()).isEqualTo(Status.RUNNING);
        }
        recordIsTrue(ask.application());
    }

    @Scenario
    void anUndeploymentWhoseApiServerStaysAwayIsUnknown() throws Exception {
        var ask = Ask.of(engine.name("unsure"));
        deploy(ask);
        try (var proxy = proxy()) {
            proxy.rule(request -> request.method().equals("DELETE") ? Fate.LOSE : Fate.PASS);
            var brief = new UndeployRequest(
                    Ask.newId(), "dora", "", ask.application(), "", false, false, Duration.ofSeconds(15));
            var told = new Told();
            var operation = behind(proxy).undeploy(brief, told);
            told.await(DeployEvent.WaveStarted.class::isInstance);
            proxy.shut();
            var result = Results.of(operation);
            assertThat(result.verdict()).isEqualTo(UndeployResult.Outcome.UNKNOWN);
            assertThat(result.reason()).isNotEmpty();
            assertThat(told.awaitFailure()).isEqualTo(Verdict.UNKNOWN);
        }
        assertThat(isGone(ask.application())).isFalse();
        assertThat(undeploy(ask, true).verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(isGone(ask.application())).isTrue();
    }

    @Scenario
    void anExpiredTokenIsRenewed() throws Exception {
        var ask = Ask.of(engine.name("renewed")).erp("erp:slow");
        var valid = new AtomicReference<>(token());
        var given = new AtomicInteger();
        var told = new Told();
        try (var proxy = proxy()) {
            proxy.rule(request -> request.says("Bearer " + valid.get()) ? Fate.PASS : UNAUTHORIZED);
            var door = engine.open("renewing", () -> {
                given.incrementAndGet();
                return proxy.kubeconfig(valid.get());
            });
            var operation = door.deploy(ask.request(), told);
            told.awaitWave(1);
            valid.set(token());
            proxy.cut();
            assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
        }
        assertThat(given.get()).isGreaterThan(1);
        nothingWasLeftOut(ask);
    }

    /** A new one each time. */
    private String token() {
        return Config.fromKubeconfig(engine.place().kubeconfig()).getAutoOAuthToken();
    }

    @Scenario
    void anExpiredTokenThatNobodyRenewsEndsIt() throws Exception {
        var ask = Ask.of(engine.name("expired"));
        var expired = new AtomicBoolean();
        var told = new Told();
        try (var proxy = proxy()) {
            proxy.rule(request -> expired.get() ? UNAUTHORIZED : Fate.PASS);
            var operation = behind(proxy).deploy(ask.request(), told);
            told.awaitWave(1);
            expired.set(true);
            var failure = Results.failure(operation);
            assertThat(failure.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
            assertThat(failure).hasMessageContaining("does not accept our credential");
            assertThat(told.awaitFailure())
                    .as("nobody could be told how it ended")
                    .isEqualTo(Verdict.UNKNOWN);
        }
        // Another, whose credential is good, takes over.
        assertThat(deploy(ask.again()).status()).isEqualTo(Status.RUNNING);
        recordIsTrue(ask.application());
    }

    @Scenario
    void aRightThatIsRevokedEndsItWithItsName() throws Exception {
        var ask = Ask.of(engine.name("revoked"));
        var told = new Told();
        try (var proxy = proxy()) {
            proxy.rule(request -> request.path().contains("/deployments/connector-erp")
                            && !request.method().equals("GET")
                    ? new Fate.Answer(403, "Forbidden", "deployments.apps is forbidden: User dora cannot patch", 0)
                    : Fate.PASS);
            var failure = Results.failure(behind(proxy).deploy(ask.request(), told));
            assertThat(failure.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
            assertThat(failure.getMessage() + failure.problems()).contains("connector-erp", "cannot patch deployments");
        }
        assertThat(told.awaitFailure()).isEqualTo(Verdict.FAILED);
        assertThat(aps().status("", ask.application()).status()).isNotEqualTo(Status.RUNNING);
        assertThat(deploy(ask.again()).status()).isEqualTo(Status.RUNNING);
        recordIsTrue(ask.application());
    }
}
