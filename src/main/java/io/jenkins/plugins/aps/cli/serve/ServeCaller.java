package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.rest.Caller;
import io.jenkins.plugins.aps.core.rest.CredentialChoice;
import io.jenkins.plugins.aps.core.view.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who asks a stand-alone server: the owner of a token, somebody on this machine, or nobody. */
record ServeCaller(String name, Set<Right> rights, Credentials known) implements Caller {

    static ServeCaller nobody() {
        return new ServeCaller("", Set.of(), Credentials.none());
    }

    @Override
    public boolean may(Right right) {
        return rights.contains(right);
    }

    @Override
    public String needed(Right right) {
        return "a token (Authorization: Bearer ...) with the right " + right.json();
    }

    @Override
    public Viewer viewer() {
        return Viewer.ofAll(name);
    }

    @Override
    public Optional<SecretValue> credential(String id) {
        return known.value(id);
    }

    @Override
    public List<CredentialChoice> credentials() {
        return known.secrets().map(id -> new CredentialChoice(id, "")).toList();
    }
}
