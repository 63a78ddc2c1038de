package io.jenkins.plugins.aps.core.source;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
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
    private volatile boolean refused;

    SmartHttp(URIish uri) throws MalformedURLException {
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
        return new Connection(url, proxy);
    }

    private static final class Connection extends JDKHttpConnection {
        Connection(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }
    }
}
