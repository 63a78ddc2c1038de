package io.jenkins.plugins.aps.jenkins;

import hudson.security.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** A user with roles and permissions as a test gives them. */
@SuppressWarnings("serial") // never serialized
public final class FakeUser implements Authentication {
    public final Set<Permission> permissions = new HashSet<>();

    private final String id;
    private final List<GrantedAuthority> authorities = new ArrayList<>();

    public FakeUser(String id) {
        this.id = id;
    }

    public FakeUser withRole(String role) {
        authorities.add(() -> role);
        return this;
    }

    public FakeUser with(Permission permission) {
        permissions.add(permission);
        return this;
    }

    @Override
    public String getName() {
        return id;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return authorities;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getDetails() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return id;
    }

    @Override
    public boolean isAuthenticated() {
        return true;
    }

    @Override
    public void setAuthenticated(boolean authenticated) {
        throw new IllegalArgumentException();
    }
}
