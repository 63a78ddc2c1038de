package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * Connects to the two addresses of Git's smart protocol and to no other. In the older, dumb protocol a server names
 * further servers to read from, and JGit would send them our password.
 *
 * <p>Always the JDK's connections: the process-wide factory of JGit is replaced by whoever comes last, in Jenkins by one
 * that knows the credential of another job.
 */
final class SmartHttp implements HttpConnectionFactory {
    private final Set<String> known;
    private final ProxyChoice proxies;
    private final TimeLimit limit;
    private volatile boolean refused;

    /** @param limit after it, the connections are closed */
    SmartHttp(URIish uri, ProxyChoice proxies, TimeLimit limit) throws MalformedURLException {
        this.proxies = proxies;
        this.limit = limit;
        var base = new URL(uri + (uri.toString().endsWith("/") ? "" : "/"));
        // Made as JGit makes them, so that they are spelled alike.
        known = Set.of(
                new URL(base + "info/refs?service=git-upload-pack").toExternalForm(),
                new URL(base, "git-upload-pack").toExternalForm());
    }

    /** Whether the server wanted us to go elsewhere, as those of the dumb protocol do. */
    boolean refused() {
        return refused;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        if (!known.contains(url.toExternalForm())) {
            refused = true;
            throw new IOException("it speaks no smart HTTP");
        }
        var ours = proxies.of(URI.create(url.toExternalForm()));
        var used = ours.map(each -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(each.host(), each.port())))
                .orElse(proxy);
        return new Connection(watched(url, ours), used, limit);
    }

    /** JGit's connection lets nobody close it; the one of the JDK below it does. */
    private URL watched(URL url, Optional<ProxyChoice.HttpProxy> through) throws MalformedURLException {
        return new URL(null, url.toExternalForm(), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL same) throws IOException {
                return openConnection(same, Proxy.NO_PROXY);
            }

            @Override
            protected URLConnection openConnection(URL same, Proxy proxy) throws IOException {
                var connection = (HttpURLConnection) url.openConnection(proxy);
                through.filter(each -> !each.user().isEmpty()).ifPresent(each -> authorize(connection, each));
                limit.closing(connection::disconnect);
                return connection;
            }
        });
    }

    private static void authorize(HttpURLConnection connection, ProxyChoice.HttpProxy proxy) {
        if (connection instanceof HttpsURLConnection) {
            // A header would go through the tunnel, to the server.
            connection.setAuthenticator(new ForProxy(proxy));
        } else {
            // What is sent as it is made can't be sent again when the proxy asks who it is.
            var pair = proxy.user() + ":" + proxy.password().reveal();
            connection.setRequestProperty(
                    "Proxy-Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Answers the proxy only: servers get what JGit has for them. */
    private static final class ForProxy extends Authenticator {
        private final ProxyChoice.HttpProxy proxy;

        ForProxy(ProxyChoice.HttpProxy proxy) {
            this.proxy = proxy;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY
                    ? new PasswordAuthentication(
                            proxy.user(), proxy.password().reveal().toCharArray())
                    : null;
        }
    }

    private static final class Connection extends JDKHttpConnection {
        private final TimeLimit limit;

        Connection(URL url, Proxy proxy, TimeLimit limit) throws IOException {
            super(url, proxy);
            this.limit = limit;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return limit.within(super.getInputStream());
        }
    }
}
