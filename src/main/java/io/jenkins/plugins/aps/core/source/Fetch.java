package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;

/** Connects to a repository, to bring its releases into a bare clone. */
final class Fetch {
    /** How long a connection may be silent, in seconds. */
    private static final int TIMEOUT_SECONDS = 30;

    private final RepositorySettings settings;
    private final RepositoryUrl url;
    private final ReleaseRefs refs;
    private final Path nowhere;

    /** @param nowhere a folder that stands for the home folder; need not exist */
    Fetch(RepositorySettings settings, RepositoryUrl url, ReleaseRefs refs, Path nowhere) {
        this.settings = settings;
        this.url = url;
        this.refs = refs;
        this.nowhere = nowhere;
    }

    /** @throws ApsException {@code unreachable} if the server takes longer in all */
    void into(Repository clone, Duration longest) throws IOException {
        // In memory only. A redirect would take our credential, or the controller's reach, to a host that nobody
        // configured.
        clone.getConfig().setString("http", null, "followRedirects", "false");
        var credential =
                settings.credential() == null ? null : settings.credential().get();
        try (var limit = new TimeLimit(longest);
                var transport = Transport.open(clone, url.uri())) {
            transport.setTimeout(TIMEOUT_SECONDS);
            try {
                over(transport, credential, limit);
            } catch (IOException | RuntimeException e) {
                if (limit.over()) {
                    throw tooSlow(longest, e);
                }
                throw e;
            }
            if (limit.over()) {
                throw tooSlow(longest, null);
            }
        }
    }

    private ApsException tooSlow(Duration longest, Exception cause) {
        return new ApsException(
                ErrorCode.UNREACHABLE,
                url.told(settings) + " could not be read within " + longest.toSeconds()
                        + " seconds: its server, or the network, is too slow for its size",
                cause);
    }

    private void over(Transport transport, GitCredential credential, TimeLimit limit) throws IOException {
        if (transport instanceof TransportHttp http) {
            overHttp(http, credential, limit);
        } else if (transport instanceof SshTransport ssh) {
            overSsh(ssh, credential, limit);
        } else {
            refs.bring(transport, limit);
        }
    }

    private void overSsh(SshTransport ssh, GitCredential credential, TimeLimit limit) throws IOException {
        if (!(credential instanceof GitCredential.SshKey key)) {
            // Without known hosts we can't tell whom we would send a password to.
            throw new ApsException(
                            ErrorCode.INVALID_REQUEST,
                            url.told(settings)
                                    + " is reached by SSH, and no private key is given for it: passwords are not sent by"
                                    + " SSH. Configure a credential with a private key and known hosts")
                    .because(ErrorReason.SSH_KEY_MISSING);
        }
        var hosts = new KnownHosts(key.knownHosts());
        var keys = PrivateKeys.read(key, url.told(settings));
        try (var sessions = SshSessions.of(keys, hosts, nowhere)) {
            ssh.setSshSessionFactory(sessions);
            if (!key.user().isEmpty()) {
                ssh.setCredentialsProvider(null);
            }
            limit.closing(ssh::close);
            refs.bring(ssh, limit);
        } catch (IOException e) {
            throw hosts.refusal(url.told(settings), e)
                    .or(() -> GitErrors.notAuthenticated(e)
                            ? Optional.of(refused(keys.get(0).getPublic(), e))
                            : Optional.empty())
                    .orElseThrow(() -> e);
        }
    }

    private ApsException refused(PublicKey key, IOException cause) {
        return new ApsException(
                        ErrorCode.NOT_ALLOWED,
                        url.told(settings) + " does not accept the private key whose public key has the fingerprint "
                                + KeyUtils.getFingerPrint(key)
                                + ": add that public key to the account there, or use another key",
                        cause)
                .because(ErrorReason.SSH_KEY_UNUSABLE);
    }

    private void overHttp(TransportHttp http, GitCredential credential, TimeLimit limit) throws IOException {
        var connections = new SmartHttp(url.uri(), settings.proxies(), limit);
        http.setHttpConnectionFactory(connections);
        http.setCredentialsProvider(HostCredentials.of(credential, url.uri()));
        try {
            refs.bring(http, limit);
        } catch (IOException e) {
            if (connections.refused()) {
                throw new ApsException(
                        ErrorCode.UNREACHABLE,
                        "the server of " + url.told(settings)
                                + " speaks no smart HTTP, Git's protocol since 2010: check that the address is that of a"
                                + " Git repository; the older protocol is not spoken, as it could send the password to"
                                + " other servers",
                        e);
            }
            throw e;
        }
    }
}
