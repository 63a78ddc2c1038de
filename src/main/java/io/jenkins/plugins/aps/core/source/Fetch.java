package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/** Connects to a repository, to bring its releases into a bare clone. */
final class Fetch {
    /** How long a connection may be silent, in seconds. */
    private static final int TIMEOUT_SECONDS = 30;

    private Fetch() {}

    /** @param nowhere a folder that stands for the home folder; need not exist */
    static void into(Repository clone, RepositorySettings settings, RepositoryUrl url, ReleaseRefs refs, Path nowhere)
            throws IOException {
        // In memory only. A redirect would take our credential, or the controller's reach, to a host that nobody
        // configured.
        clone.getConfig().setString("http", null, "followRedirects", "false");
        var credential =
                settings.credential() == null ? null : settings.credential().get();
        try (var transport = Transport.open(clone, url.uri())) {
            transport.setTimeout(TIMEOUT_SECONDS);
            fetch(transport, settings, url, credential, refs, nowhere);
        }
    }

    private static void fetch(
            Transport transport,
            RepositorySettings settings,
            RepositoryUrl url,
            GitCredential credential,
            ReleaseRefs refs,
            Path nowhere)
            throws IOException {
        if (transport instanceof TransportHttp http) {
            overHttp(http, settings, url, credential, refs);
        } else if (transport instanceof SshTransport ssh) {
            overSsh(ssh, settings, url, credential, refs, nowhere);
        } else {
            refs.bring(transport, NullProgressMonitor.INSTANCE);
        }
    }

    private static void overSsh(
            SshTransport ssh,
            RepositorySettings settings,
            RepositoryUrl url,
            GitCredential credential,
            ReleaseRefs refs,
            Path nowhere)
            throws IOException {
        if (!(credential instanceof GitCredential.SshKey key)) {
            // Without known hosts we can't tell whom we would send a password to.
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    "the repository '" + settings.name() + "' at " + url.shown()
                            + " is reached by SSH: configure a credential with a private key and known hosts");
        }
        var hosts = new KnownHosts(key.knownHosts());
        try (var sessions = SshSessions.of(key, hosts, nowhere)) {
            ssh.setSshSessionFactory(sessions);
            if (!key.user().isEmpty()) {
                ssh.setCredentialsProvider(null);
            }
            refs.bring(ssh, NullProgressMonitor.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new ApsException(
                    ErrorCode.NOT_ALLOWED,
                    "the private key for the repository '" + settings.name() + "' can't be read: " + e.getMessage(),
                    e);
        } catch (IOException e) {
            if (!hosts.refused().isEmpty()) {
                throw new ApsException(
                        ErrorCode.NOT_ALLOWED,
                        "the host " + hosts.refused() + " of the repository '" + settings.name()
                                + "' is not in the credential's known hosts, or has another key than there",
                        e);
            }
            throw e;
        }
    }

    private static void overHttp(
            TransportHttp http,
            RepositorySettings settings,
            RepositoryUrl url,
            GitCredential credential,
            ReleaseRefs refs)
            throws IOException {
        var connections = new SmartHttp(url.uri());
        http.setHttpConnectionFactory(connections);
        http.setCredentialsProvider(HostCredentials.of(credential, url.uri()));
        try {
            refs.bring(http, NullProgressMonitor.INSTANCE);
        } catch (IOException e) {
            if (connections.refused()) {
                throw new ApsException(
                        ErrorCode.UNREACHABLE,
                        "the server of the repository '" + settings.name() + "' at " + url.shown()
                                + " speaks no smart HTTP, Git's protocol since 2010: check that the address is that of a"
                                + " Git repository; the older protocol is not spoken, as it could send the password to"
                                + " other servers",
                        e);
            }
            throw e;
        }
    }
}
