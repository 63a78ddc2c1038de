package io.jenkins.plugins.aps.jenkins.security;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * The one decision who may do what: whoever has one of the configured roles as an authority of the security realm may
 * do everything, others what their permissions say. Somebody who isn't logged in may at most look.
 */
public final class ApsAccess {
    private final JenkinsFacade jenkins;
    private final List<String> roles;

    public ApsAccess(JenkinsFacade jenkins, List<String> roles) {
        this.jenkins = jenkins;
        this.roles = List.copyOf(roles);
    }

    /** By the configuration as it is now. */
    public static ApsAccess current(JenkinsFacade jenkins) {
        return new ApsAccess(jenkins, jenkins.configuration().getDevopsRoles());
    }

    public boolean allows(Authentication who, Right right) {
        if (right != Right.VIEW && jenkins.isAnonymous(who)) {
            return false;
        }
        return hasRole(who) || jenkins.has(who, ApsPermissions.of(right));
    }

    /** What somebody lacks who may not do it, for a sentence. */
    public String needed(Right right) {
        var permission = "the permission " + ApsPermissions.nameOf(ApsPermissions.of(right));
        return roles.isEmpty() ? permission : permission + ", or one of the roles " + String.join(", ", roles);
    }

    /** The configured role that lets somebody do everything, whatever their permissions say; empty: none. */
    public Optional<String> role(Authentication who) {
        return who.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(roles::contains)
                .findFirst();
    }

    private boolean hasRole(Authentication who) {
        return role(who).isPresent();
    }
}
