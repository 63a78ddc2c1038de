package io.jenkins.plugins.aps.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.serve.Credentials.Entry;
import io.jenkins.plugins.aps.cli.serve.Credentials.Kind;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.rest.CredentialChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final Path FILE = Path.of("never-read");

    /** Those of clusters and repositories are the server's own. */
    @Test
    void onlySecretsCanBeNamed() {
        var credentials = new Credentials(Map.of(
                "smtp", new Entry(Kind.SECRET, FILE, "", null),
                "kube", new Entry(Kind.KUBECONFIG, FILE, "", null),
                "git", new Entry(Kind.PASSWORD, FILE, "bot", null)));

        var caller = new Callers(new Tokens(List.of(), Optional.empty(), "tester"), credentials).of("");

        assertThat(caller.credentials()).containsExactly(new CredentialChoice("smtp", ""));
        assertThat(caller.credential("kube")).isEmpty();
        assertThat(caller.may(Right.DEPLOY)).isTrue();
    }

    @Test
    void nobodyHasNone() {
        assertThat(ServeCaller.nobody().credentials()).isEmpty();
        assertThat(ServeCaller.nobody().may(Right.VIEW)).isFalse();
    }
}
