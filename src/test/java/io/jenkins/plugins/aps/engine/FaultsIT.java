package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.controlplane.ControlPlane;
import io.jenkins.plugins.aps.controlplane.Prefix;
import io.jenkins.plugins.aps.controlplane.WithControlPlane;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    private Engine engine;
    private ControlPlane plane;
    private Proxy proxy;

    @BeforeAll
    void open(ControlPlane plane, Prefix prefix, @TempDir Path folder) throws Exception {
        this.plane = plane;
        engine = new Engine(new PlanePlace(plane, prefix), folder);
    }

    @AfterAll
    void close() throws Exception {
        engine.close();
    }

    @BeforeEach
    void startProxy() throws Exception {
        proxy = new Proxy(plane.kubeconfig());
    }

    @AfterEach
    void endProxy() throws Exception {
        proxy.close();
    }

    @Override
    public Engine engine() {
        return engine;
    }

    private io.jenkins.plugins.aps.core.api.Aps proxied() {
        return engine.open("proxied-" + DOORS.incrementAndGet(), proxy::kubeconfig);
    }

    /** One of so many writes meets this fate, each write at its next try no more. */
    private static Function<ProxyRequest, Fate> everyThirdWrite(Fate fate) {
        var count = new AtomicInteger();
        return request -> request.writes() && count.incrementAndGet() % 3 == 0 ? fate : Fate.PASS;
    }

    private void runsDespite(String name, Function<ProxyRequest, Fate> rule) throws Exception {
        proxy.rule(rule);
        var ask = Ask.of(engine.name(name));
        Instance instance = Results.of(proxied().deploy(ask.request(), DeployListener.SILENT));
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.applicationVersion()).isEqualTo(1);
        assertThat(deploy(ask.again()).changes())
                .as("nothing was left out")
                .allMatch(change -> change.action() == io.jenkins.plugins.aps.core.model.Change.Action.UNCHANGED);
    }

    @Test
    void tooManyRequestsAreSentAgainWhenItSays() throws Exception {
        runsDespite("busy", everyThirdWrite(new Fate.Answer(429, "TooManyRequests", "please wait", 1)));
    }

    @Test
    void serverErrorsAreTriedAgain() throws Exception {
        runsDespite("errors", everyThirdWrite(new Fate.Answer(500, "InternalError", "etcd is electing", 0)));
    }

    @Test
    void connectionsThatAreCutBeforeARequestArrivesAreOpenedAgain() throws Exception {
        runsDespite("cut", everyThirdWrite(Fate.CUT));
    }

    @Test
    void answersThatAreLostAreAskedForAgain() throws Exception {
        runsDespite("lose", everyThirdWrite(Fate.LOSE));
    }

    @Test
    void allConnectionsAreCutInTheMiddle() throws Exception {
        var ask = Ask.of(engine.name("middle")).erp("erp:slow");
        var told = new Told();
        var operation = proxied().deploy(ask.request(), told);
        for (var wave = 0; wave < 4; wave++) {
            told.awaitWave(wave);
            proxy.cut();
        }
        assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void theApiServerIsGoneForAWhileAndItGoesOn() throws Exception {
        var ask = Ask.of(engine.name("outage"));
        var told = new Told();
        var operation = proxied().deploy(ask.request(), told);
        told.awaitWave(1);
        proxy.shut();
        engine.until("it notices", () -> operation.waitingFor().contains("the cluster to answer"));
        proxy.open();
        assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void theApiServerIsGoneForLongerThanALeaseLivesAndItGoesOn() throws Exception {
        var ask = Ask.of(engine.name("minute"));
        var told = new Told();
        var operation = proxied().deploy(ask.request(), told);
        told.awaitWave(1);
        proxy.shut();
        // After 20 s without a heartbeat nothing may be written any more; then it must find its way back.
        var since = System.nanoTime();
        engine.until("its Lease has lapsed", () -> System.nanoTime() - since > TimeUnit.SECONDS.toNanos(22));
        assertThat(operation.result()).isNotDone();
        proxy.open();
        assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void anApiServerThatIsGoneFromTheBeginningFailsSoon() throws Exception {
        var ask = Ask.of(engine.name("never"));
        proxy.shut();
        var failure = Results.failure(proxied().deploy(ask.request(), DeployListener.SILENT));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNREACHABLE);
        assertThat(isGone(ask.application())).isTrue();
        proxy.open();
    }

    @Test
    void anApiServerThatStaysAwayEndsItInTime() throws Exception {
        var ask = Ask.of(engine.name("away")).atMost(Duration.ofSeconds(20));
        var told = new Told();
        var operation = proxied().deploy(ask.request(), told);
        told.awaitWave(1);
        proxy.shut();
        var failure = Results.failure(operation);
        assertThat(failure.code()).isIn(ErrorCode.TIMED_OUT, ErrorCode.UNREACHABLE, ErrorCode.OUTCOME_UNKNOWN);
        assertThat(told.awaitFailure()).isIn(Verdict.UNKNOWN, Verdict.FAILED);
        assertThat(aps().status("", ask.application()).status()).isNotEqualTo(Status.RUNNING);
        proxy.open();
    }

    @Test
    void anUndeploymentWhoseApiServerStaysAwayDoesNotSayGone() throws Exception {
        var ask = Ask.of(engine.name("unsure"));
        deploy(ask);
        proxy.rule(request -> request.method().equals("DELETE") ? Fate.LOSE : Fate.PASS);
        var short_ = new io.jenkins.plugins.aps.core.model.UndeployRequest(
                Ask.newId(), "dora", "", ask.application(), "", false, false, Duration.ofSeconds(15));
        var told = new Told();
        var operation = proxied().undeploy(short_, told);
        told.await(io.jenkins.plugins.aps.core.event.DeployEvent.OperationStarted.class::isInstance);
        proxy.shut();
        UndeployResult.Outcome verdict;
        try {
            verdict = Results.of(operation).verdict();
        } catch (io.jenkins.plugins.aps.core.model.ApsException failure) {
            verdict = UndeployResult.Outcome.UNKNOWN;
        }
        assertThat(verdict).isNotEqualTo(UndeployResult.Outcome.GONE);
        proxy.open();
        assertThat(undeploy(ask, true).verdict()).isEqualTo(UndeployResult.Outcome.GONE);
    }

    @Test
    void anExpiredTokenIsRenewed() throws Exception {
        var ask = Ask.of(engine.name("renewed")).erp("erp:slow");
        var valid = new AtomicInteger(1);
        var given = new AtomicInteger();
        proxy.rule(request -> request.says("Bearer token-" + valid.get())
                ? Fate.PASS
                : new Fate.Answer(401, "Unauthorized", "Unauthorized", 0));
        var door = engine.open("renewing", () -> {
            given.incrementAndGet();
            return proxy.kubeconfig("token-" + valid.get());
        });
        var told = new Told();
        var operation = door.deploy(ask.request(), told);
        told.awaitWave(1);
        valid.set(2);
        proxy.cut();
        assertThat(Results.of(operation).status()).isEqualTo(Status.RUNNING);
        assertThat(given.get()).isGreaterThan(1);
    }

    @Test
    void anExpiredTokenThatNobodyRenewsEndsIt() throws Exception {
        var ask = Ask.of(engine.name("expired"));
        var expired = new java.util.concurrent.atomic.AtomicBoolean();
        proxy.rule(request -> expired.get() ? new Fate.Answer(401, "Unauthorized", "Unauthorized", 0) : Fate.PASS);
        var told = new Told();
        var operation = proxied().deploy(ask.request(), told);
        told.awaitWave(1);
        expired.set(true);
        var failure = Results.failure(operation);
        assertThat(failure.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(failure).hasMessageContaining("does not accept our credential");
        told.awaitFailure();
        // Another, whose credential is good, takes over.
        assertThat(deploy(ask.again()).status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void aRightThatIsRevokedEndsItWithItsName() throws Exception {
        var ask = Ask.of(engine.name("revoked"));
        var told = new Told();
        proxy.rule(request -> request.path().contains("/deployments/connector-erp")
                        && !request.method().equals("GET")
                ? new Fate.Answer(403, "Forbidden", "deployments.apps is forbidden: User dora cannot patch", 0)
                : Fate.PASS);
        var failure = Results.failure(proxied().deploy(ask.request(), told));
        assertThat(failure.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(failure.getMessage() + failure.problems()).contains("connector-erp", "cannot patch deployments");
        assertThat(told.awaitFailure()).isEqualTo(Verdict.FAILED);
        assertThat(aps().status("", ask.application()).status()).isNotEqualTo(Status.RUNNING);
    }
}
