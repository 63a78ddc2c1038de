package io.jenkins.plugins.aps.core.source;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
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
    static SshdSessionFactory of(List<KeyPair> keys, KnownHosts hosts, Path nowhere) {
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
}
