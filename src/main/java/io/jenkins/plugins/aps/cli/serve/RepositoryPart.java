package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.cli.serve.Credentials.Kind;
import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.util.function.Supplier;

/** One of {@code repositories} in the configuration file. */
final class RepositoryPart {
    private RepositoryPart() {}

    static RepositorySettings read(Fields fields, Credentials credentials) {
        var url = fields.required("url");
        if (url.matches("https?://[^/@]*:[^/@]*@.*")) {
            fields.problem("url", "holds a password: leave it out and name a credential");
        }
        var local = !url.contains("://") && !url.matches("[^/\\\\:]+@[^/\\\\:]+:.+");
        return new RepositorySettings(
                fields.required("name"),
                local && !url.isEmpty() ? fields.path("url").toString() : url,
                credential(fields, credentials),
                fields.text("branch", ""),
                fields.text("tagPattern", RepositorySettings.DEFAULT_TAG_PATTERN),
                fields.text("projects", "**"),
                true);
    }

    private static Supplier<GitCredential> credential(Fields fields, Credentials credentials) {
        var knownHosts = fields.text("knownHosts", "");
        var id = fields.text("credentialsId", "");
        if (id.isEmpty()) {
            return GitCredential.Anonymous::new;
        }
        var entry = credentials.entries().get(id);
        if (entry == null || entry.kind() != Kind.PASSWORD && entry.kind() != Kind.KEY) {
            fields.problem("credentialsId", "must be the id of one of 'credentials' with a password or a key");
            return GitCredential.Anonymous::new;
        }
        if (entry.kind() == Kind.PASSWORD) {
            if (entry.user().isEmpty()) {
                fields.problem("credentialsId", "names a password without its user");
            }
            return () -> new GitCredential.UserPassword(entry.user(), Credentials.secret(id, entry.file()));
        }
        return () -> new GitCredential.SshKey(
                entry.user(),
                new SecretValue(Credentials.text(id, entry.file())),
                entry.passphrase() == null ? new SecretValue("") : Credentials.secret(id, entry.passphrase()),
                knownHosts);
    }
}
