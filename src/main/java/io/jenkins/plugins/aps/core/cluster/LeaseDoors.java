package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Doors as Leases. Nobody's wall clock is compared with anybody else's: a door lives as long as its Lease is seen to
 * change, by our own monotonic clock. That stands still while a Linux host is suspended, which is no harm there; our own
 * Lease ages by the wall clock too, whichever of the two went further.
 */
final class LeaseDoors implements Doors {
    private static final Logger LOGGER = Logger.getLogger(LeaseDoors.class.getName());
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    /** How long after a renewal we may still write; less than any takeover time, requests included. */
    private static final Duration TRUST = Duration.ofSeconds(20);

    private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?");
    /** A Lease's times have microseconds. */
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final PlatformNamespace platform;
    private final ObjectReader reader;
    private final String self;
    private final Duration takeover;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final AtomicLong term = new AtomicLong();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private ScheduledExecutorService heart;
    private volatile boolean open;
    private volatile Moment renewedAt;
    private final long madeAt;

    LeaseDoors(
            Connection connection,
            ObjectReader reader,
            PlatformNamespace platform,
            String self,
            Duration takeover,
            LongSupplier nanoTime,
            InstantSource clock) {
        if (!ID.matcher(self).matches()) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + self + "' can't be the id of a door: use lower-case letters, digits, hyphens and dots");
        }
        this.connection = connection;
        this.reader = reader;
        this.platform = platform;
        this.self = self;
        this.takeover = takeover;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.renewedAt = now();
        this.madeAt = nanoTime.getAsLong();
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public synchronized void open() {
        if (open) {
            return;
        }
        renew();
        open = true;
        heart = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("aps-lease-" + connection.name()));
        heart.scheduleWithFixedDelay(this::beat, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean mayWrite() {
        return open && !lapsed();
    }

    @Override
    public long term() {
        return term.get();
    }

    private boolean lapsed() {
        var renewed = renewedAt;
        return nanoTime.getAsLong() - renewed.nanos() >= TRUST.toNanos()
                || !clock.instant().isBefore(renewed.wall().plus(TRUST));
    }

    private Moment now() {
        return new Moment(nanoTime.getAsLong(), clock.instant());
    }

    /** For requests that are tried again: before the door is open nothing depends on the Lease. */
    boolean mayRepeat() {
        return !open || mayWrite();
    }

    @Override
    public Life life(String door) {
        if (door.equals(self)) {
            return nanoTime.getAsLong() - madeAt >= takeover.toNanos() ? Life.GONE : Life.UNCERTAIN;
        }
        var lease = ID.matcher(door).matches() ? reader.find(ref(door)) : Optional.<HasMetadata>empty();
        if (lease.isEmpty()) {
            seen.remove(door);
            return Life.GONE;
        }
        var found = lease.get().getMetadata();
        var state = found.getUid() + " " + found.getResourceVersion();
        var now = nanoTime.getAsLong();
        var before = seen.get(door);
        if (before == null || !before.state().equals(state)) {
            seen.put(door, new Seen(state, now, before != null));
            return before == null ? Life.UNCERTAIN : Life.LIVES;
        }
        if (now - before.since() >= takeover.toNanos()) {
            return Life.GONE;
        }
        return before.renewed() ? Life.LIVES : Life.UNCERTAIN;
    }

    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        heart.shutdownNow();
        try {
            connection.send(ApiCall.delete(ref(self), "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\"}"));
        } catch (ApsException e) {
            LOGGER.log(Level.INFO, "the Lease of door {0} at cluster {1} is left behind: {2}", new Object[] {
                self, connection.name(), e.getMessage()
            });
        }
    }

    private void beat() {
        try {
            renew();
        } catch (RuntimeException e) {
            // Anything that got out would end the beating for good.
            LOGGER.log(Level.WARNING, "the Lease of door {0} at cluster {1} could not be renewed: {2}", new Object[] {
                self, connection.name(), e.getMessage()
            });
        }
    }

    /** Renews, or makes what is missing. The time counts from before the request: the server's moment lies after. */
    void renew() {
        var now = now();
        var time = MICRO_TIME.format(Instant.now());
        var call = ApiCall.merge(ref(self), "{\"spec\":{\"renewTime\":\"" + time + "\"}}");
        var answer = connection.send(call);
        if (answer.code() == 404) {
            call = ApiCall.create(ref(self), body(time));
            answer = platform.send(call);
        }
        if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        // The term first: who sees the renewal must see it too.
        if (lapsed()) {
            term.incrementAndGet();
        }
        renewedAt = now;
    }

    private String body(String time) {
        return "{\"apiVersion\":\"coordination.k8s.io/v1\",\"kind\":\"Lease\",\"metadata\":{\"name\":\""
                + ref(self).name() + "\",\"namespace\":\"" + platform.name() + "\",\"labels\":{\"" + Labels.MANAGED_BY
                + "\":\"" + Labels.US + "\"}},\"spec\":{\"holderIdentity\":\"" + self
                + "\",\"leaseDurationSeconds\":" + TRUST.toSeconds() + ",\"acquireTime\":\"" + time
                + "\",\"renewTime\":\"" + time + "\"}}";
    }

    private ObjectRef ref(String door) {
        return new ObjectRef("coordination.k8s.io/v1", "Lease", platform.name(), "door-" + door);
    }

    private record Moment(long nanos, Instant wall) {}

    /** What a Lease looked like, since when by our clock, and whether it was ever seen to change. */
    private record Seen(String state, long since, boolean renewed) {}
}
