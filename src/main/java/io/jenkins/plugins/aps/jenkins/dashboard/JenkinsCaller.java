package io.jenkins.plugins.aps.jenkins.dashboard;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.rest.Caller;
import io.jenkins.plugins.aps.core.rest.CredentialChoice;
import io.jenkins.plugins.aps.core.view.Viewer;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.security.ApsAccess;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** A user of Jenkins who asks, by what {@link ApsAccess} says of them. */
record JenkinsCaller(JenkinsFacade jenkins, ApsAccess access, Authentication who) implements Caller {
    @Override
    public String name() {
        return jenkins.isAnonymous(who) ? "" : who.getName();
    }

    @Override
    public boolean may(Right right) {
        return access.allows(who, right);
    }

    @Override
    public String needed(Right right) {
        return access.needed(right);
    }

    /** Who may see applications sees all of them; the groups say in which ones they have a role. */
    @Override
    public Viewer viewer() {
        var groups = who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        return new Viewer(name(), groups, true);
    }

    @Override
    public Optional<SecretValue> credential(String id) {
        return jenkins.credentialOf(who, id, StringCredentials.class)
                .map(credential -> jenkins.reveal(credential.getSecret()));
    }

    @Override
    public List<CredentialChoice> credentials() {
        return jenkins.credentialsOf(who, StringCredentials.class).stream()
                .map(credential -> new CredentialChoice(
                        credential.getId(), Objects.requireNonNullElse(credential.getDescription(), "")))
                .toList();
    }
}
