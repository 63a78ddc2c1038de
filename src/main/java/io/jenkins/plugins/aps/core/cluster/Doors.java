package io.jenkins.plugins.aps.core.cluster;

/**
 * The processes that share a cluster, each with one heartbeat Lease {@code door-<id>} in the platform namespace. Safe for
 * many threads.
 */
public interface Doors extends AutoCloseable {
    /** Our id. */
    String self();

    /** Makes our Lease if need be and begins to renew it. Blocks for one request; idempotent. */
    void open();

    /** Whether our Lease was renewed recently enough (20 s) that we may write. */
    boolean mayWrite();

    /**
     * Whether another door lives: its Lease exists and changed within the takeover time as watched on our own monotonic
     * clock. The first question about a door starts that clock, so ask again until it is false or the door has let go.
     */
    boolean alive(String door);

    /** Stops renewing and deletes our Lease. */
    @Override
    void close();
}
