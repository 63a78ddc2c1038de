package io.jenkins.plugins.aps.cli.serve;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps clients that are slow, or that open many connections, from locking others out. While a connection waits for its
 * client (for the head of a request, for its body, or for an answer to be taken) it has a time, whatever trickles in. Where
 * there are too many of them, or too many of one address, the one that has waited for its client longest makes room; one
 * whose request is being answered never does. Safe for many threads.
 */
final class ConnectionLimiter extends Handler.Wrapper implements Connection.Listener {
    private static final String CLIENT = ConnectionLimiter.class.getName();
    /** Slower than this nobody need be who wants an answer. */
    private static final int LEAST_BYTES_PER_SECOND = 16 * 1024;

    private final int most;
    private final Duration patience;
    private final Map<Connection, Client> clients = new ConcurrentHashMap<>();

    /**
     * @param most connections, of which one address has no more than half
     * @param patience how long a connection may be without the whole head of a request, or an answer without being taken
     */
    ConnectionLimiter(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /** Who sent the request; one without limits where the request came another way. */
    static Client client(jakarta.servlet.ServletRequest request) {
        return request.getAttribute(CLIENT) instanceof Client client ? client : new Client(null, Duration.ofDays(1));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        next();
    }

    private void next() {
        getServer().getScheduler().schedule(this::endLate, 500, TimeUnit.MILLISECONDS);
    }

    private void endLate() {
        if (isRunning()) {
            long now = System.nanoTime();
            clients.values().stream().filter(client -> client.isLate(now)).forEach(Client::end);
            next();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            // The one within it is told too.
            return;
        }
        var client = new Client(connection, patience);
        clients.put(connection, client);
        if (of(client.address) > most / 2) {
            makeRoom(client.address, client);
        } else if (clients.size() > most) {
            makeRoom(busiest(), client);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        clients.remove(connection);
    }

    private long of(InetAddress address) {
        return clients.values().stream()
                .filter(client -> client.address.equals(address))
                .count();
    }

    private InetAddress busiest() {
        return clients.values().stream()
                .collect(Collectors.groupingBy(client -> client.address, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** @param last who goes if all others are being answered */
    private void makeRoom(InetAddress address, Client last) {
        longestWaiting(address, last).orElse(last).end();
    }

    private Optional<Client> longestWaiting(InetAddress address, Client last) {
        return clients.values().stream()
                .filter(client -> client != last && client.address.equals(address))
                .filter(Client::isWaitedFor)
                .min(Comparator.comparingLong(client -> client.since));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var client = clients.get(request.getConnectionMetaData().getConnection());
        if (client != null) {
            client.isAnswered();
            request.setAttribute(CLIENT, client);
            Request.addCompletionListener(request, failure -> client.isWaitedFor(0));
        }
        return super.handle(request, response, callback);
    }

    static Duration time(int bytes, Duration patience) {
        return patience.plusMillis(bytes * 1_000L / LEAST_BYTES_PER_SECOND);
    }

    /** Somebody who has a connection. */
    static final class Client {
        private final Connection connection;
        private final Duration patience;
        private final InetAddress address;
        private volatile boolean waitedFor;
        private volatile long since;
        private volatile long until;

        private Client(Connection connection, Duration patience) {
            this.connection = connection;
            this.patience = patience;
            address = connection != null
                            && connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress known
                    ? known.getAddress()
                    : InetAddress.getLoopbackAddress();
            isWaitedFor(0);
        }

        /** From now on it is the client's turn, to send or to take as many bytes. */
        void isWaitedFor(int bytes) {
            since = System.nanoTime();
            until = since + time(bytes, patience).toNanos();
            waitedFor = true;
        }

        /** From now on it is ours. */
        void isAnswered() {
            waitedFor = false;
        }

        private boolean isWaitedFor() {
            return waitedFor;
        }

        private boolean isLate(long now) {
            return waitedFor && now - until > 0;
        }

        private void end() {
            connection.getEndPoint().close();
        }
    }
}
