package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.cluster.ApplicationRecord.Owner;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Doors as Leases: renews our own, and tells of others' ({@link HolderLiveness}). Our monotonic clock stands still while a
 * Linux host is suspended, so our own Lease ages by the wall clock too, whichever of the two went further.
 */
final class LeaseDoors implements Doors {
    private static final Logger LOGGER = Logger.getLogger(LeaseDoors.class.getName());
    /** The operations that ended unrecorded, with spaces between. */
    static final String ENDED = "aps.jenkins.io/ended";
    /** More than that a Lease need not tell: each was an outage in which a person was told. */
    private static final int MOST_ENDED = 100;

    private static final Pattern ID = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?");
    /** A Lease's times have microseconds. */
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Connection connection;
    private final PlatformNamespace platform;
    private final ObjectReader reader;
    private final Holder self;
    private final HolderLiveness others;
    private final Tenure tenure;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final AtomicLong term = new AtomicLong();
    private final Set<String> ended = new LinkedHashSet<>();
    private ScheduledExecutorService heart;
    private volatile boolean open;
    private volatile Moment renewedAt;
    private volatile Optional<ApsException> fault = Optional.empty();
    private final long madeAt;

    LeaseDoors(
            Connection connection,
            ObjectReader reader,
            PlatformNamespace platform,
            Holder self,
            Tenure tenure,
            LongSupplier nanoTime,
            InstantSource clock) {
        if (!ID.matcher(self.id()).matches()) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + self.id() + "' can't be the id of a door: use lower-case letters, digits, hyphens and dots");
        }
        this.connection = connection;
        this.reader = reader;
        this.platform = platform;
        this.self = self;
        this.tenure = tenure;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.renewedAt = now();
        this.madeAt = nanoTime.getAsLong();
        others = new HolderLiveness(this::lease, tenure.takeover(), nanoTime);
    }

    private Optional<HasMetadata> lease(String id) {
        return ID.matcher(id).matches() ? reader.find(ref(id)) : Optional.empty();
    }

    @Override
    public Holder self() {
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
        var pause = tenure.renewal().toMillis();
        heart.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean mayWrite() {
        return open && !lapsed();
    }

    @Override
    public Optional<ApsException> fault() {
        return fault;
    }

    @Override
    public long term() {
        return term.get();
    }

    private boolean lapsed() {
        var renewed = renewedAt;
        return nanoTime.getAsLong() - renewed.nanos() >= tenure.trust().toNanos()
                || !clock.instant().isBefore(renewed.wall().plus(tenure.trust()));
    }

    private Moment now() {
        return new Moment(nanoTime.getAsLong(), clock.instant());
    }

    /** For requests that are tried again: before the door is open nothing depends on the Lease. */
    boolean mayRepeat() {
        return !open || mayWrite();
    }

    @Override
    public Life life(Owner owner, Predicate<String> runsHere, Duration maxAge) {
        if (!owner.door().equals(self.id())) {
            return others.of(owner, maxAge);
        }
        if (runsHere.test(owner.operation())) {
            return Life.LIVES;
        }
        // What an earlier start left behind has the takeover time to be taken up again.
        var over = nanoTime.getAsLong() - madeAt >= tenure.takeover().toNanos();
        return over || told().contains(owner.operation()) ? Life.GONE : Life.UNCERTAIN;
    }

    @Override
    public void letGo(String operation) {
        synchronized (ended) {
            ended.add(operation);
            if (ended.size() > MOST_ENDED) {
                ended.remove(ended.iterator().next());
            }
        }
    }

    @Override
    public void takeUp(String operation) {
        synchronized (ended) {
            ended.remove(operation);
        }
    }

    private Set<String> told() {
        synchronized (ended) {
            return Set.copyOf(ended);
        }
    }

    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        heart.shutdownNow();
        try {
            connection.send(ApiCall.delete(ref(self.id()), "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\"}"));
        } catch (ApsException e) {
            LOGGER.log(Level.INFO, "the Lease of door {0} at cluster {1} is left behind: {2}", new Object[] {
                self.id(), connection.name(), e.getMessage()
            });
        }
    }

    /** Renews, and goes on beating where that fails. */
    void beat() {
        try {
            renew();
        } catch (RuntimeException e) {
            fault = e instanceof ApsException told ? Optional.of(told) : Optional.empty();
            // Anything that got out would end the beating for good.
            LOGGER.log(Level.WARNING, "the Lease of door {0} at cluster {1} could not be renewed: {2}", new Object[] {
                self.id(), connection.name(), e.getMessage()
            });
        }
    }

    /** Renews, or makes what is missing. The time counts from before the request: the server's moment lies after. */
    void renew() {
        var now = now();
        var time = MICRO_TIME.format(Instant.now());
        var call = ApiCall.merge(
                ref(self.id()),
                "{\"metadata\":{\"annotations\":{\"" + ENDED + "\":\"" + String.join(" ", told())
                        + "\"}},\"spec\":{\"holderIdentity\":\"" + self.identity() + "\",\"renewTime\":\"" + time
                        + "\"}}");
        var answer = connection.send(call);
        if (answer.code() == 404) {
            call = ApiCall.create(ref(self.id()), body(time));
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
        fault = Optional.empty();
    }

    private String body(String time) {
        return "{\"apiVersion\":\"coordination.k8s.io/v1\",\"kind\":\"Lease\",\"metadata\":{\"name\":\""
                + ref(self.id()).name() + "\",\"namespace\":\"" + platform.name() + "\",\"labels\":{\""
                + Labels.MANAGED_BY
                + "\":\"" + Labels.US + "\"}},\"spec\":{\"holderIdentity\":\"" + self.identity()
                + "\",\"leaseDurationSeconds\":" + Math.max(1, tenure.trust().toSeconds()) + ",\"acquireTime\":\""
                + time
                + "\",\"renewTime\":\"" + time + "\"}}";
    }

    private ObjectRef ref(String door) {
        return new ObjectRef("coordination.k8s.io/v1", "Lease", platform.name(), "door-" + door);
    }

    private record Moment(long nanos, Instant wall) {}
}
