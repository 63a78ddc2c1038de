package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.rest.Caller;
import io.jenkins.plugins.aps.core.rest.Right;
import io.jenkins.plugins.aps.core.view.Viewer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Who asks a stand-alone server: the owner of a token, somebody on this machine, or nobody. */
record ServeCaller(String name, Set<Right> rights, Function<String, Optional<SecretValue>> credentials)
        implements Caller {

    static ServeCaller nobody() {
        return new ServeCaller("", Set.of(), id -> Optional.empty());
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
        return credentials.apply(id);
    }
}
