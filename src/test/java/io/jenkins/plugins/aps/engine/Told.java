package io.jenkins.plugins.aps.engine;

import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What operations told, and a way to wait until they have told something. */
final class Told implements DeployListener {
    private static final long PATIENCE_SECONDS = 120;

    private final List<DeployEvent> events = new CopyOnWriteArrayList<>();
    private final List<Awaited> awaited = new CopyOnWriteArrayList<>();

    private record Awaited(Predicate<DeployEvent> what, CompletableFuture<DeployEvent> came) {}

    @Override
    public void on(DeployEvent event) {
        events.add(event);
        awaited.stream().filter(a -> a.what().test(event)).forEach(a -> a.came().complete(event));
    }

    List<DeployEvent> events() {
        return events;
    }

    <E extends DeployEvent> Stream<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    /** Returns when it has been told. */
    DeployEvent await(Predicate<DeployEvent> what) throws Exception {
        var next = new Awaited(what, new CompletableFuture<>());
        awaited.add(next);
        var before = events.stream().filter(what).findFirst();
        return before.isPresent() ? before.get() : next.came().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void awaitWritten(String object) throws Exception {
        await(event -> event instanceof DeployEvent.ObjectApplied applied
                && applied.change().object().name().equals(object));
    }

    void awaitWave(int index) throws Exception {
        await(event -> event instanceof DeployEvent.WaveEnded wave && wave.index() == index);
    }

    void awaitWaiting() throws Exception {
        await(DeployEvent.Waiting.class::isInstance);
    }

    Verdict awaitFailure() throws Exception {
        return ((DeployEvent.OperationFailed) await(DeployEvent.OperationFailed.class::isInstance)).verdict();
    }

    /** The names of the objects to which this was done, in this order. */
    List<String> done(Change.Action action) {
        return Stream.concat(
                        all(DeployEvent.ObjectApplied.class).map(DeployEvent.ObjectApplied::change),
                        all(DeployEvent.ObjectRemoved.class).map(DeployEvent.ObjectRemoved::change))
                .filter(change -> change.action() == action)
                .map(change -> change.object().name())
                .toList();
    }

    /** What the containers at fault said, and their events. */
    List<String> log() {
        return all(DeployEvent.ServiceLog.class)
                .flatMap(log -> log.lines().stream())
                .toList();
    }

    Optional<DeployEvent> last() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }
}
