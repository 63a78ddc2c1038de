package io.jenkins.plugins.aps.core.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Set;
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
    private final TimeLimit limit;
    private volatile boolean refused;

    /** @param limit after it, the connections are closed */
    SmartHttp(URIish uri, TimeLimit limit) throws MalformedURLException {
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
        return new Connection(watched(url), proxy, limit);
    }

    /** JGit's connection lets nobody close it; the one of the JDK below it does. */
    private URL watched(URL url) throws MalformedURLException {
        return new URL(null, url.toExternalForm(), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL same) throws IOException {
                return openConnection(same, Proxy.NO_PROXY);
            }

            @Override
            protected URLConnection openConnection(URL same, Proxy proxy) throws IOException {
                var connection = (HttpURLConnection) url.openConnection(proxy);
                limit.closing(connection::disconnect);
                return connection;
            }
        });
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
