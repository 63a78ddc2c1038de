package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/** Accepts exactly the hosts of a credential's {@code known_hosts} lines, and remembers whom it refused. */
final class KnownHosts implements ServerKeyDatabase {
    private static final int SSH_PORT = 22;

    private final List<KnownHostEntry> entries;
    private volatile Refused refused;

    /** @throws IOException if a line can't be read */
    KnownHosts(String lines) throws IOException {
        try (var reader = new BufferedReader(new StringReader(lines == null ? "" : lines))) {
            entries = List.copyOf(KnownHostEntry.readKnownHostEntries(reader));
        } catch (RuntimeException e) {
            throw new IOException("the known hosts can't be read: " + e.getMessage(), e);
        }
    }

    /** What is to be told if a host was refused. */
    Optional<ApsException> refusal(String where, IOException cause) {
        return refused == null ? Optional.empty() : Optional.of(refused.told(where, cause));
    }

    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remote, Configuration config) {
        return keys(connectAddress, remote, false);
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remote,
            PublicKey serverKey,
            Configuration config,
            CredentialsProvider provider) {
        var known = keys(connectAddress, remote, false);
        boolean revoked = contains(keys(connectAddress, remote, true), serverKey);
        if (revoked || !contains(known, serverKey)) {
            refused = new Refused(connectAddress, serverKey, known, revoked);
            return false;
        }
        return true;
    }

    /** A host and the key that it showed. */
    private record Refused(String host, PublicKey key, List<PublicKey> known, boolean revoked) {
        ApsException told(String where, IOException cause) {
            var shown = named(key);
            if (revoked) {
                return error(where, "shows the key " + shown + ", which the known hosts call revoked", cause)
                        .because(ErrorReason.SSH_HOST_CHANGED);
            }
            return known.isEmpty()
                    ? error(where, "is not in the known hosts; it shows the key " + shown, cause)
                            .because(ErrorReason.SSH_HOST_UNKNOWN)
                    : error(
                                    where,
                                    "has another key than in the known hosts: it shows " + shown + ", known is "
                                            + known.stream().map(Refused::named).collect(Collectors.joining(", "))
                                            + ". Either its key was changed, or another host answers in its place",
                                    cause)
                            .because(ErrorReason.SSH_HOST_CHANGED);
        }

        private ApsException error(String where, String what, IOException cause) {
            return new ApsException(ErrorCode.NOT_ALLOWED, "the host " + host + " of " + where + " " + what, cause);
        }

        private static String named(PublicKey key) {
            return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
        }
    }

    private List<PublicKey> keys(String connectAddress, InetSocketAddress remote, boolean revoked) {
        var found = new ArrayList<PublicKey>();
        for (var entry : entries) {
            var marker = entry.getMarker() == null ? "" : entry.getMarker();
            // Lines for certificate authorities name no host key: a host that has only such a line is not known to us.
            if (!marker.equals(revoked ? "revoked" : "") || !matches(entry, connectAddress, remote)) {
                continue;
            }
            try {
                var key = entry.getKeyEntry().resolvePublicKey(null, null, PublicKeyEntryResolver.IGNORING);
                if (key != null) {
                    found.add(key);
                }
            } catch (IOException | GeneralSecurityException e) {
                // A key of a kind that this JVM doesn't know can't be the one that the host proved to have.
                continue;
            }
        }
        return found;
    }

    private static boolean matches(KnownHostEntry entry, String connectAddress, InetSocketAddress remote) {
        int port = remote.getPort() <= 0 ? SSH_PORT : remote.getPort();
        return entry.isHostMatch(host(connectAddress), port);
    }

    /** The host of {@code host}, {@code host:port} or {@code [host]:port}. */
    private static String host(String address) {
        if (address.startsWith("[")) {
            return address.substring(1, Math.max(1, address.indexOf(']')));
        }
        int colon = address.lastIndexOf(':');
        return colon > 0 && address.indexOf(':') == colon ? address.substring(0, colon) : address;
    }

    private static boolean contains(List<PublicKey> keys, PublicKey key) {
        return keys.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
    }
}
