package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ConnectFailure;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.TlsFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import okhttp3.Interceptor;

/**
 * Sends requests to one cluster and tries them again where that is safe: every request of ours is (creations name their
 * object, applies say the whole intent, deletions name a UID, updates a version). Safe for many threads.
 *
 * <p>The credential is asked for when the connection is opened and again when the server no longer accepts it. fabric8's
 * own retry is off: it knows neither what is safe nor when to stop.
 */
final class Connection implements AutoCloseable {
    /** As long as an admission webhook may take by default. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Logger LOGGER = Logger.getLogger(Connection.class.getName());

    private final ClusterSettings settings;
    private final BiFunction<ClusterSettings, Interceptor, KubernetesClient> opener;
    private final WatchFaults faults = new WatchFaults();
    private final Backoff backoff;
    private volatile KubernetesClient client;
    private volatile BooleanSupplier mayWrite = () -> true;
    private volatile LongSupplier term = () -> 0;
    private final Duration longestWrite;
    private volatile boolean closed;

    /** @param longestWrite how long a request may take that changes something */
    Connection(ClusterSettings settings, ExecutorService pool, Duration longestWrite) {
        this(settings, (each, faults) -> ClientFactory.open(each, pool, faults), Backoff.NORMAL, longestWrite);
    }

    Connection(
            ClusterSettings settings,
            BiFunction<ClusterSettings, Interceptor, KubernetesClient> opener,
            Backoff backoff,
            Duration longestWrite) {
        this.settings = settings;
        this.opener = opener;
        this.backoff = backoff;
        this.longestWrite = longestWrite;
        this.client = opener.apply(settings, faults.ofNextClient());
    }

    /** The client of now: another one after the credential was renewed. */
    KubernetesClient client() {
        return client;
    }

    /** Told of watches that can't begin, whatever client they are of. */
    WatchFaults faults() {
        return faults;
    }

    KubernetesSerialization serialization() {
        return ClientFactory.SERIALIZATION;
    }

    String name() {
        return settings.name();
    }

    ClusterSettings settings() {
        return settings;
    }

    /**
     * Asked before a write is tried again: a door that lost its Lease must not repeat itself, and neither must one that has
     * it again, since another may have taken over meanwhile: whoever sent the write looks at the record before it does so
     * again.
     *
     * @param term another number after each lapse
     */
    void mayWrite(BooleanSupplier mayWrite, LongSupplier term) {
        this.mayWrite = mayWrite;
        this.term = term;
    }

    /** The answer, also where it is an error that trying again does not heal. */
    ApiAnswer send(ApiCall call) {
        var lost = false;
        var renewed = false;
        var begun = term.getAsLong();
        var since = System.nanoTime();
        for (int tries = 1; ; tries++) {
            var used = client;
            ApiAnswer answer = null;
            IOException failure = null;
            try {
                answer = exchange(used, call);
            } catch (IOException e) {
                failure = e;
            }
            if (answer != null && answer.code() == 401 && !renewed) {
                renew(used);
                renewed = true;
                // A login can take longer than our Lease lives.
                if (!mayRepeat(call, begun)) {
                    return answer;
                }
                continue;
            }
            if (answer != null && answer.code() != 429 && answer.code() < 500) {
                ApiErrors.refuseStranger(call, answer, place(used));
                return answer;
            }
            lost |= answer == null ? mayHaveArrived(failure) : answer.code() >= 500;
            if (tries >= backoff.tries() || failure instanceof SSLException || closed || !mayRepeat(call, begun)) {
                if (answer != null) {
                    return answer;
                }
                throw unanswered(call, lost, failure, used, Duration.ofNanos(System.nanoTime() - since));
            }
            pause(backoff.millis(tries, answer == null ? 0 : answer.retryAfterMillis()), call, lost);
        }
    }

    /** As {@link #send}, and every error is an exception. */
    ApiAnswer ask(ApiCall call) {
        var answer = send(call);
        if (!answer.ok()) {
            throw error(call, answer);
        }
        return answer;
    }

    ApsException error(ApiCall call, ApiAnswer answer) {
        return ApiErrors.of(call, answer, name());
    }

    /** As below, by the number that {@link #faults} tells. */
    synchronized void renew(int refused) {
        if (faults.isNewest(refused)) {
            renew(client);
        }
    }

    /** Asks for the credential anew and opens another client, unless somebody else has done so already. */
    synchronized void renew(KubernetesClient refused) {
        if (client == refused && !closed) {
            client = opener.apply(settings, faults.ofNextClient());
            refused.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        client.close();
    }

    private boolean mayRepeat(ApiCall call, long begun) {
        return !call.writes() || mayWrite.getAsBoolean() && term.getAsLong() == begun;
    }

    private ApiAnswer exchange(KubernetesClient used, ApiCall call) throws IOException {
        var http = used.getHttpClient();
        var longest = call.writes() ? longestWrite : LONGEST;
        var address = address(used);
        var request = http.newHttpRequestBuilder()
                .uri(address + call.path())
                .header("Accept", call.accept())
                .timeout(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (!call.method().equals("GET")) {
            request.method(call.method(), call.contentType(), call.body());
        }
        var future = BoundedAnswer.of(http, request.build());
        try {
            var read = future.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            var response = read.response();
            log(call, response.code());
            return new ApiAnswer(response.code(), read.body(), retryAfterMillis(response));
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new SilentException(longest, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BoundedAnswer.TooLongException) {
                throw new ApsException(
                        ErrorCode.FAILED,
                        "can't read what cluster '" + name() + "' answered to the request to " + what(call) + ": "
                                + e.getCause().getMessage() + "; remove what is too large or too much there");
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            future.cancel(true);
            throw interrupted(call, true);
        }
    }

    /** Never the bodies. */
    private void log(ApiCall call, int code) {
        if (LOGGER.isLoggable(Level.FINE)) {
            var resource = ApiPath.resource(call.object());
            LOGGER.log(Level.FINE, "cluster {0}: {1} {2}: {3}: HTTP {4}", new Object[] {
                name(), call.verb(), resource, call, code
            });
        }
    }

    private void pause(long millis, ApiCall call, boolean lost) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(call, lost);
        }
    }

    private ApsException interrupted(ApiCall call, boolean lost) {
        Thread.currentThread().interrupt();
        return new ApsException(
                unknown(call, lost), "interrupted while asking cluster '" + name() + "' to " + what(call));
    }

    private static String address(KubernetesClient used) {
        return used.getMasterUrl().toString().replaceFirst("/+$", "");
    }

    private String place(KubernetesClient used) {
        var proxy = used.getConfiguration().getHttpsProxy();
        return "cluster '" + name() + "' at " + address(used)
                + (proxy == null ? "" : " (through the proxy " + proxy.replaceFirst("//[^/@]*@", "//") + ")");
    }

    /** Nobody said anything for as long as a request may take. */
    private static final class SilentException extends IOException {
        private static final long serialVersionUID = 1L;

        SilentException(Duration longest, TimeoutException cause) {
            super("no answer within " + longest.toMillis() / 1000.0 + " s", cause);
        }
    }

    /** @param took with all tries: what one of them may take says nothing of how long somebody waited */
    private ApsException unanswered(
            ApiCall call, boolean lost, IOException failure, KubernetesClient used, Duration took) {
        var untrusted = TlsFailure.of(failure);
        if (untrusted.isPresent()) {
            return new ApsException(
                    ErrorCode.UNREACHABLE,
                    "cluster '" + name() + "' was not asked to " + what(call) + ": "
                            + untrusted.get().told(failure) + ". " + remedy(untrusted.get()),
                    failure);
        }
        var connect = ConnectFailure.of(failure);
        if (connect.isPresent() && !lost) {
            var uri = used.getMasterUrl();
            return new ApsException(
                            ErrorCode.UNREACHABLE,
                            place(used) + " was not asked to " + what(call) + ": "
                                    + connect.get()
                                            .told(uri.getHost() + (uri.getPort() > 0 ? ":" + uri.getPort() : "")),
                            failure)
                    .because(connect.get().reason());
        }
        var why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        var unknown = unknown(call, lost);
        var outcome = unknown == ErrorCode.OUTCOME_UNKNOWN ? "; it may have been done" : "";
        return new ApsException(
                unknown,
                place(used) + " did not answer the request to " + what(call) + ": "
                        + (failure instanceof SilentException
                                ? "it was silent for " + took.toSeconds() + " s"
                                : why + ", after " + took.toSeconds() + " s")
                        + outcome,
                failure);
    }

    private static String remedy(TlsFailure why) {
        return switch (why) {
            case UNKNOWN_AUTHORITY ->
                "Set the certificate of the cluster's authority: 'caCertificate' of the cluster's configuration,"
                        + " 'certificate-authority-data' in a kubeconfig";
            case OTHER_HOST ->
                "Address it by a name that its certificate is for, or give that name as 'tls-server-name' in a kubeconfig";
            case OUTDATED -> "Have it renewed, or set the clock";
            case NO_AGREEMENT -> "Look whether the address and its port are the API server's";
        };
    }

    private static ErrorCode unknown(ApiCall call, boolean lost) {
        return call.writes() && lost ? ErrorCode.OUTCOME_UNKNOWN : ErrorCode.UNREACHABLE;
    }

    private static String what(ApiCall call) {
        var object = call.object();
        return call.verb() + " " + (object.name().isEmpty() ? ApiPath.resource(object) : object.toString());
    }

    /** Whether a request that failed like this may have reached the server. */
    private static boolean mayHaveArrived(IOException failure) {
        return !(failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLException);
    }

    private static long retryAfterMillis(HttpResponse<?> response) {
        var header = response.header("Retry-After");
        try {
            return header == null ? 0 : TimeUnit.SECONDS.toMillis(Math.max(0, Long.parseLong(header.trim())));
        } catch (NumberFormatException e) {
            // A date: the API server never sends one, so the normal pause will do.
            return 0;
        }
    }
}
