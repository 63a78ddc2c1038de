package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.cli.input.InputProblems;
import io.jenkins.plugins.aps.cli.input.SecretFile;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the configuration calls credentials: files by id. Read anew whenever one is asked for, so that a changed one is
 * noticed; never kept.
 */
public record Credentials(Map<String, Entry> entries) {
    public Credentials {
        entries = Map.copyOf(entries);
    }

    public static Credentials none() {
        return new Credentials(Map.of());
    }

    /** The secret that a request may name for a variable; empty: there is none of this id that is one text. */
    Optional<SecretValue> value(String id) {
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> entry.kind() == Kind.SECRET)
                .map(entry -> secret(id, entry.file()));
    }

    /** The ids of those that are secrets of that kind. */
    Stream<String> secrets() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == Kind.SECRET)
                .map(Map.Entry::getKey);
    }

    /** The text of a file, without the line break at its end. */
    static SecretValue secret(String id, Path file) {
        return new SecretValue(SecretFile.strip(text(id, file)));
    }

    static String text(String id, Path file) {
        var problems = new InputProblems();
        var text = problems.read("credential " + id, file);
        if (!problems.list().isEmpty()) {
            throw new ApsException(ErrorCode.NOT_ALLOWED, "A credential can't be read", problems.list());
        }
        return text;
    }

    /** What a credential is for. */
    enum Kind {
        KUBECONFIG,
        TOKEN,
        PASSWORD,
        KEY,
        SECRET
    }

    /**
     * One of them.
     *
     * @param file the kubeconfig, token, password, private key or secret text
     * @param user of a password or key; may be empty
     * @param passphrase of a key; null: it has none
     */
    record Entry(Kind kind, Path file, String user, Path passphrase) {}
}
