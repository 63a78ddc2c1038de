package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.GitCredential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private keys, and says which of the things that can be wrong with one it is. No message holds a part of a key. */
final class PrivateKeys {
    private PrivateKeys() {}

    /** @throws ApsException {@code notAllowed} if no private key can be had from it */
    static List<KeyPair> read(GitCredential.SshKey key, String where) {
        var text = key.privateKey().reveal();
        var passphrase = key.passphrase() == null ? "" : key.passphrase().reveal();
        var begin = text.stripLeading();
        if (begin.startsWith("ssh-") || begin.startsWith("ecdsa-") || begin.contains("BEGIN SSH2 PUBLIC KEY")) {
            throw unusable(
                    where, "is a public key: the private one is needed, most often the file without '.pub'", null);
        }
        boolean encrypted = encrypted(text);
        if (encrypted && passphrase.isEmpty()) {
            throw new ApsException(
                            ErrorCode.NOT_ALLOWED,
                            "the private key for " + where + " is protected by a passphrase, and none is given")
                    .because(ErrorReason.SSH_PASSPHRASE);
        }
        try {
            var keys = load(text, passphrase);
            if (keys.isEmpty()) {
                throw unusable(where, "holds no private key", null);
            }
            return keys;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            if (e instanceof ApsException) {
                throw (ApsException) e;
            }
            if (encrypted) {
                throw new ApsException(
                                ErrorCode.NOT_ALLOWED,
                                "the private key for " + where + " can't be read: its passphrase is another one",
                                e)
                        .because(ErrorReason.SSH_PASSPHRASE);
            }
            throw unusable(where, "can't be read: it is damaged, or of a kind that is not known here", e);
        }
    }

    private static List<KeyPair> load(String text, String passphrase) throws IOException, GeneralSecurityException {
        var keys = new ArrayList<KeyPair>();
        var found = SecurityUtils.loadKeyPairIdentities(
                null,
                NamedResource.ofName("the credential's private key"),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                passphrase.isEmpty() ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase));
        if (found != null) {
            found.forEach(keys::add);
        }
        return keys;
    }

    private static ApsException unusable(String where, String why, Exception cause) {
        return new ApsException(ErrorCode.NOT_ALLOWED, "the private key for " + where + " " + why, cause)
                .because(ErrorReason.SSH_KEY_UNUSABLE);
    }

    /** In PEM a header or the title says so; in OpenSSH's own form it is inside, before anything that is secret. */
    static boolean encrypted(String text) {
        if (!text.contains("BEGIN OPENSSH PRIVATE KEY")) {
            return text.toUpperCase(Locale.ROOT).contains("ENCRYPTED");
        }
        var body = text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("-"))
                .limit(2)
                .reduce("", String::concat);
        try {
            // "openssh-key-v1", a zero, then the name of the cipher with its length: PROTOCOL.key of OpenSSH.
            var head = new String(
                    Base64.getDecoder().decode(body.substring(0, Math.min(40, body.length() / 4 * 4))),
                    StandardCharsets.ISO_8859_1);
            int cipher = "openssh-key-v1".length() + 1 + 4;
            return head.startsWith("openssh-key-v1") && !head.startsWith("none", cipher);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
