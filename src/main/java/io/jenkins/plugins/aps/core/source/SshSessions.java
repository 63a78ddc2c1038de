package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.GitCredential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** Makes SSH session factories that know one credential and nothing of the machine: no agent, no {@code ~/.ssh}. */
final class SshSessions {
    private SshSessions() {}

    /**
     * A factory for one transport; to be closed after it.
     *
     * @param nowhere a folder that stands for the home folder; need not exist
     */
    static SshdSessionFactory of(GitCredential.SshKey key, KnownHosts hosts, Path nowhere)
            throws IOException, GeneralSecurityException {
        var keys = read(key);
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(nowhere.toFile())
                .setSshDirectory(nowhere.toFile())
                .setConfigStoreFactory((home, config, user) -> null)
                .setConfigFile(ssh -> null)
                .setDefaultIdentities(ssh -> List.of())
                .setDefaultKeysProvider(ssh -> keys)
                .setDefaultKnownHostsFiles(ssh -> List.of())
                .setServerKeyDatabase((home, ssh) -> hosts)
                .setConnectorFactory(null)
                .setPreferredAuthentications("publickey")
                .build(null);
    }

    private static List<KeyPair> read(GitCredential.SshKey key) throws IOException, GeneralSecurityException {
        var passphrase = key.passphrase() == null ? "" : key.passphrase().reveal();
        var text = key.privateKey().reveal().getBytes(StandardCharsets.UTF_8);
        var keys = new ArrayList<KeyPair>();
        var found = SecurityUtils.loadKeyPairIdentities(
                null,
                NamedResource.ofName("the credential's private key"),
                new ByteArrayInputStream(text),
                passphrase.isEmpty() ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase));
        if (found != null) {
            found.forEach(keys::add);
        }
        if (keys.isEmpty()) {
            throw new GeneralSecurityException("it holds no private key");
        }
        return keys;
    }
}
