package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.cluster.ClusterClient.Watched;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of watches when the API server ends them or refuses them. */
class WatchesTest {
    private final AtomicInteger tokens = new AtomicInteger();
    private final Semaphore woken = new Semaphore(0);
    private WatchApi api;
    private Connection connection;
    private Watches watches;

    @BeforeEach
    void open() throws IOException {
        api = new WatchApi(woken::release);
        connection = api.connect(() -> new ClusterCredential.Token(new SecretValue("t" + tokens.getAndIncrement())));
        watches = new Watches(connection, namespace -> true, Duration.ofMinutes(1), Duration.ofMillis(10));
        api.deployment("holiday", "rb");
    }

    @AfterEach
    void close() throws IOException {
        watches.close();
        connection.close();
        api.close();
    }

    @Test
    void listsAgainWhenTheVersionIsGone() throws InterruptedException {
        var view = watches.watch("holiday", woken::release);
        await(() -> sees(view, "rb") && api.watched());
        api.deployment("holiday", "query");
        api.expireWatches();
        await(() -> sees(view, "rb", "query") && view.trouble().isEmpty());
    }

    @Test
    void tellsWhoWantsToHearOfAllWhichApplicationChanged() throws InterruptedException {
        var heard = ConcurrentHashMap.<String>newKeySet();
        Consumer<String> listener = application -> {
            heard.add(application);
            woken.release();
        };
        watches.hear(listener);
        await(() -> heard.contains("holiday")
                && api.watched()
                && watches.everywhere().filter(ScopeWatch::synced).isPresent());
        assertThat(watches.everywhere().orElseThrow().objects("holiday")).hasSize(1);
        watches.forget(listener);
        heard.clear();
        api.deployment("vacation", "email");
        api.expireWatches();
        var view = watches.watch("vacation", woken::release);
        await(() -> sees(view, "email"));
        assertThat(heard).doesNotContain("vacation");
    }

    @Test
    void beginsWithAnotherCredentialWhenItsOwnIsRefused() throws InterruptedException {
        api.fail(request -> request.token().equals("t0") ? 401 : 0);
        var view = watches.watch("holiday", woken::release);
        await(() -> sees(view, "rb") && view.trouble().isEmpty());
        assertThat(tokens).as("credentials asked for, by all kinds together").hasValue(2);
    }

    @Test
    void watchesOnWithTheCredentialThatAnyRequestOfOursRenewed() throws InterruptedException {
        var view = watches.watch("holiday", woken::release);
        await(() -> sees(view, "rb") && api.watched());
        api.fail(request -> request.token().equals("t0") ? 401 : 0);
        api.deployment("holiday", "query");
        api.endWatches();
        connection.ask(ApiCall.read("/api/v1/pods", "list", new ObjectRef("v1", "Pod", "", "")));
        await(() -> sees(view, "rb", "query") && view.trouble().isEmpty());
    }

    @Test
    void renewsTheCredentialByItselfWhenItIsRefusedAsAWatchBeginsAgain() throws InterruptedException {
        var view = watches.watch("holiday", woken::release);
        await(() -> sees(view, "rb") && api.watched());
        api.fail(request -> request.token().equals("t0") ? 401 : 0);
        api.deployment("holiday", "query");
        api.endWatches();
        await(() -> sees(view, "rb", "query") && view.trouble().isEmpty());
        assertThat(tokens).hasValue(2);
    }

    @Test
    void tellsThatWhatItShowsMayBeOldWhileAWatchCanNotBeginAgain() throws InterruptedException {
        var view = watches.watch("holiday", woken::release);
        await(() -> sees(view, "rb") && api.watched());
        api.fail(request -> 503);
        api.endWatches();
        await(() -> view.trouble().contains("HTTP 503"));
        api.fail(request -> 0);
        await(() -> sees(view, "rb") && view.trouble().isEmpty());
    }

    @Test
    void tellsItsTroubleWhileItFailsAndGoesOn() throws InterruptedException {
        api.fail(request -> 500);
        var view = watches.watch("holiday", woken::release);
        await(() -> view.trouble().contains("HTTP 500"));
        assertThat(view.synced()).isFalse();
        api.fail(request -> 0);
        await(() -> sees(view, "rb") && view.trouble().isEmpty());
    }

    @Test
    void watchesEachApplicationWhereItMayNotWatchAll() throws InterruptedException {
        api.deployment("vacation", "email");
        api.fail(request -> isOfOne(request.path()) ? 0 : 403);
        var holiday = watches.watch("holiday", woken::release);
        var vacation = watches.watch("vacation", woken::release);
        await(() -> sees(holiday, "rb") && sees(vacation, "email"));
        await(() -> holiday.trouble().isEmpty() && vacation.trouble().isEmpty());
        assertThat(holiday.synced()).isTrue();
        assertThat(api.asked())
                .extracting(WatchApi.Asked::path)
                .contains(
                        "/apis/apps/v1/namespaces/holiday/deployments",
                        "/apis/apps/v1/namespaces/vacation/deployments");
    }

    @Test
    void asksBeforeItIsRefusedAndBeginsWhenItsRightsAreThere() throws InterruptedException {
        var allowed = ConcurrentHashMap.<String>newKeySet();
        api.fail(request -> request.path().contains("/namespaces") ? 0 : 403);
        try (var cautious = new Watches(connection, allowed::contains, Duration.ofMinutes(1), Duration.ofMinutes(10))) {
            var view = cautious.watch("holiday", woken::release);
            await(() -> view.synced() && view.trouble().isEmpty());
            assertThat(view.objects()).as("the namespace is not there yet").isEmpty();
            assertThat(api.asked()).extracting(WatchApi.Asked::path).containsOnly("/api/v1/namespaces");

            allowed.add("holiday");
            cautious.allowed("holiday");
            await(() -> sees(view, "rb") && view.trouble().isEmpty());
        }
    }

    /** Of one namespace; the namespaces themselves are then asked for by name. */
    private static boolean isOfOne(String path) {
        return path.contains("/namespaces");
    }

    private void await(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            assertThat(woken.tryAcquire(10, TimeUnit.SECONDS))
                    .as("woken in time")
                    .isTrue();
        }
    }

    private static boolean sees(Watched view, String... names) {
        return view.synced()
                && view.objects().stream()
                        .map(object -> object.getMetadata().getName())
                        .sorted()
                        .toList()
                        .equals(java.util.Arrays.stream(names).sorted().toList());
    }
}
