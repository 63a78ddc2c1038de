package io.jenkins.plugins.aps.cli.serve;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.servlet.DefaultTasks;
import io.javalin.util.JavalinException;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.rest.RestApi;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** HTTP around the API. From {@link #start} until {@link #close}. */
public final class ApsServer implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ApsServer.class.getName());
    /** Enough for answers from memory; who waits for a body or a decision holds none of them. */
    private static final int THREADS = 64;

    private final Javalin javalin;

    private ApsServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Listens from now on.
     *
     * @param user who runs the server, for records of requests without a token
     * @param log takes one line for each request, without its query, headers and body
     * @throws ApsException {@code conflict} if the address can't be listened at
     */
    public static ApsServer start(
            ServeSettings settings, RestApi api, String user, Credentials credentials, Consumer<String> log) {
        var callers = new Callers(new Tokens(settings.tokens(), settings.ownToken(), user), credentials);
        var exchange = new Exchange(api, new Gate(settings.hosts()), callers, settings, log);
        var javalin = Javalin.create(config -> configure(config, settings, exchange));
        try {
            javalin.start();
        } catch (RuntimeException e) {
            javalin.stop();
            throw new ApsException(
                    ErrorCode.CONFLICT,
                    "can't listen at " + settings.address() + " port " + settings.port()
                            + ": another process may, or the address is not this machine's",
                    e);
        }
        return new ApsServer(javalin);
    }

    private static void configure(JavalinConfig config, ServeSettings settings, Exchange exchange) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // One handler for every method and path: what is there is said once, in core.rest.
        config.requestLifeCycle(DefaultTasks.INSTANCE.getBEFORE());
        config.routes.before(exchange::handle);
        config.requestLogger.http(exchange::log);
        var threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("aps-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        var limiter = new ConnectionLimiter(settings.connections(), settings.idle());
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new JsonErrors());
            server.insertHandler(limiter);
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(settings.stop().toMillis());
        });
        config.jetty.addConnector((server, http) -> connector(server, http, settings, limiter));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, ServeSettings settings, ConnectionLimiter limiter) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.address());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idle().toMillis());
        connector.addBean(limiter);
        return connector;
    }

    public int port() {
        return javalin.port();
    }

    /** Takes no more requests, waits for those that are being answered, and ends; who is too slow for that is cut. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            // Jetty has ended all the same: it tells only that not everybody had taken their answer by then.
            LOGGER.log(Level.INFO, "requests were cut at the end: {0}", e.getMessage());
        }
    }
}
