package io.jenkins.plugins.aps.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.transport.UploadPack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitOverSshIT {
    @TempDir
    Path temp;

    private TestRepository models;
    private SshServer server;
    private KeyPair host;
    private KeyPair client;

    @BeforeEach
    void serve() throws Exception {
        models = new TestRepository(temp.resolve("models.git"));
        models.tag(
                "holiday/1", "First", models.commit("one", Map.of("holiday/holiday.json", "{\"name\": \"holiday\"}")));
        host = key();
        client = key();
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, client.getPublic()));
        server.setCommandFactory((channel, command) -> new Serve());
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        server.stop(true);
        models.close();
    }

    private static KeyPair key() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private String known(KeyPair key) {
        return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
    }

    private GitReleaseSource source(KeyPair key, String passphrase, String knownHosts) throws Exception {
        return source(key, passphrase, passphrase, knownHosts);
    }

    private GitReleaseSource source(KeyPair key, String passphrase, String given, String knownHosts) throws Exception {
        var text = new ByteArrayOutputStream();
        var encryption = new OpenSSHKeyEncryptionContext();
        encryption.setPassword(passphrase);
        encryption.setCipherType("256");
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                key, "test", passphrase.isEmpty() ? null : encryption, text);
        var credential = new GitCredential.SshKey(
                "git", new SecretValue(text.toString(StandardCharsets.UTF_8)), new SecretValue(given), knownHosts);
        var url = "ssh://git@127.0.0.1:" + server.getPort() + "/models.git";
        return new GitReleaseSource(TestRepository.settings(url, credential, false), temp.resolve("cache"));
    }

    @Test
    void readsWithAKeyAndAKnownHost() throws Exception {
        assertThat(source(client, "", known(host)).releases(false)).hasSize(1);
    }

    @Test
    void readsWithAnEncryptedKey() throws Exception {
        assertThat(source(client, "open sesame", known(host)).releases(false)).hasSize(1);
    }

    @Test
    void refusesAHostThatIsNotKnownOrHasAnotherKey() throws Exception {
        var unknown = refusal(client, "", "");
        assertThat(unknown.reason()).isEqualTo(ErrorReason.SSH_HOST_UNKNOWN);
        assertThat(unknown)
                .hasMessageContaining("is not in the known hosts; it shows the key")
                .hasMessageContaining(KeyUtils.getFingerPrint(host.getPublic()));
        var changed = refusal(client, "", known(key()));
        assertThat(changed.reason()).isEqualTo(ErrorReason.SSH_HOST_CHANGED);
        assertThat(changed).hasMessageContaining("has another key than in the known hosts");
        var revoked = refusal(client, "", "@revoked " + known(host) + known(host));
        assertThat(revoked).hasMessageContaining("call revoked");
    }

    @Test
    void tellsWhatIsWrongWithAPassphrase() throws Exception {
        assertThat(refusal(client, "open sesame", ""))
                .extracting(ApsException::reason)
                .isEqualTo(ErrorReason.SSH_HOST_UNKNOWN);
        assertThat(withPassphrase("open sesame", ""))
                .hasMessageContaining("protected by a passphrase, and none is given");
        assertThat(withPassphrase("open sesame", "another")).hasMessageContaining("its passphrase is another one");
    }

    private ApsException withPassphrase(String real, String given) throws Exception {
        var source = source(client, real, given, known(host));
        var refused = catchThrowableOfType(ApsException.class, () -> source.releases(false));
        assertThat(refused.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(refused.reason()).isEqualTo(ErrorReason.SSH_PASSPHRASE);
        return refused;
    }

    private ApsException refusal(KeyPair key, String passphrase, String hosts) throws Exception {
        var source = source(key, passphrase, hosts);
        var refused = catchThrowableOfType(ApsException.class, () -> source.releases(false));
        assertThat(refused.code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        return refused;
    }

    @Test
    void saysThatAKeyIsNotAccepted() throws Exception {
        var source = source(key(), "", known(host));
        assertThatThrownBy(() -> source.releases(false))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.reason()).isEqualTo(ErrorReason.SSH_KEY_UNUSABLE))
                .hasMessageContaining("does not accept the private key whose public key has the fingerprint SHA256:");
    }

    @Test
    void sendsNoPasswordToAHostThatNobodyVouchesFor() {
        var credential = new GitCredential.UserPassword("git", new SecretValue("s3cret"));
        var url = "ssh://127.0.0.1:" + server.getPort() + "/models.git";
        var source = new GitReleaseSource(TestRepository.settings(url, credential, false), temp.resolve("cache"));

        assertThatThrownBy(() -> source.releases(false))
                .isInstanceOf(ApsException.class)
                .hasMessageContaining("no private key is given");
    }

    /** {@code git-upload-pack} of the one repository. */
    private final class Serve implements Command {
        private InputStream in;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback exit;

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            this.exit = exit;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            var thread = new Thread(() -> {
                try {
                    new UploadPack(models.repository).upload(in, out, err);
                    exit.onExit(0);
                } catch (IOException e) {
                    exit.onExit(1, e.getMessage());
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void destroy(ChannelSession channel) {
            // The thread ends with its streams.
        }
    }
}
