package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.view.Viewer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody who may what a test lets them. */
final class FakeCaller implements Caller {
    String name = "ada";
    Set<Right> rights = EnumSet.allOf(Right.class);
    Viewer viewer = Viewer.ofAll("ada");
    Map<String, String> credentials = new HashMap<>();

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean may(Right right) {
        return rights.contains(right);
    }

    @Override
    public String needed(Right right) {
        return "the right " + right.json();
    }

    @Override
    public Viewer viewer() {
        return viewer;
    }

    @Override
    public List<CredentialChoice> credentials() {
        return credentials.keySet().stream()
                .map(id -> new CredentialChoice(id, "of " + name))
                .toList();
    }

    @Override
    public Optional<SecretValue> credential(String id) {
        return Optional.ofNullable(credentials.get(id)).map(SecretValue::new);
    }
}
