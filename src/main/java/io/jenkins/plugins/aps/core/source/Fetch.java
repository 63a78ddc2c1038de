package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/** Brings all branches and tags of a repository, and the name of its default branch, into a bare clone. */
final class Fetch {
    /** How long a connection may be silent, in seconds. */
    private static final int TIMEOUT_SECONDS = 30;

    private static final List<RefSpec> REFS =
            List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));

    private Fetch() {}

    /** @param nowhere a folder that stands for the home folder; need not exist */
    static void into(Repository clone, RepositorySettings settings, RepositoryUrl url, Path nowhere)
            throws IOException {
        // In memory only. A redirect would take our credential, or the controller's reach, to a host that nobody
        // configured.
        clone.getConfig().setString("http", null, "followRedirects", "false");
        var credential =
                settings.credential() == null ? null : settings.credential().get();
        try (var transport = Transport.open(clone, url.uri())) {
            transport.setTimeout(TIMEOUT_SECONDS);
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setRemoveDeletedRefs(true);
            link(clone, fetch(transport, settings, url, credential, nowhere));
        }
    }

    private static FetchResult fetch(
            Transport transport, RepositorySettings settings, RepositoryUrl url, GitCredential credential, Path nowhere)
            throws IOException {
        if (transport instanceof TransportHttp http) {
            return overHttp(http, settings, url, credential);
        }
        if (!(transport instanceof SshTransport ssh)) {
            return transport.fetch(NullProgressMonitor.INSTANCE, REFS);
        }
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
            return ssh.fetch(NullProgressMonitor.INSTANCE, REFS);
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

    private static FetchResult overHttp(
            TransportHttp http, RepositorySettings settings, RepositoryUrl url, GitCredential credential)
            throws IOException {
        var connections = new SmartHttp(url.uri());
        http.setHttpConnectionFactory(connections);
        http.setCredentialsProvider(HostCredentials.of(credential, url.uri()));
        try {
            return http.fetch(NullProgressMonitor.INSTANCE, REFS);
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

    /** Points the clone's HEAD at the repository's default branch. */
    private static void link(Repository clone, FetchResult fetched) throws IOException {
        var head = fetched.getAdvertisedRef(Constants.HEAD);
        if (head == null || head.getObjectId() == null) {
            return;
        }
        var target = head.isSymbolic() ? head.getTarget().getName() : sameAs(head, fetched);
        if (target.startsWith(Constants.R_HEADS)) {
            clone.updateRef(Constants.HEAD).link(target);
        }
    }

    /** Old servers tell what HEAD is but not which branch: one of those that are the same, a usual name first. */
    private static String sameAs(Ref head, FetchResult fetched) {
        var same = fetched.getAdvertisedRefs().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS)
                        && head.getObjectId().equals(ref.getObjectId()))
                .map(Ref::getName)
                .sorted()
                .toList();
        for (var usual : List.of("refs/heads/main", "refs/heads/master")) {
            if (same.contains(usual)) {
                return usual;
            }
        }
        return same.isEmpty() ? "" : same.get(0);
    }
}
