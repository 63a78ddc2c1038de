package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.rest.Caller;
import java.util.Set;

/** Finds out who asks. Where tokens are configured they are asked for, also on this machine. */
final class Callers {
    private static final String BEARER = "bearer ";
    private static final Set<Right> ALL = Set.of(Right.values());

    private final Tokens tokens;
    private final String user;
    private final Credentials credentials;

    /** @param user who runs the server: who asks where no tokens are configured */
    Callers(Tokens tokens, String user, Credentials credentials) {
        this.tokens = tokens;
        this.user = user;
        this.credentials = credentials;
    }

    /** @param authorization the header, or the empty string */
    Caller of(String authorization) {
        if (tokens.none()) {
            return new ServeCaller(user, ALL, credentials);
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return ServeCaller.nobody();
        }
        return tokens.owner(authorization.substring(BEARER.length()).strip())
                .<Caller>map(token -> new ServeCaller(token.name(), token.rights(), credentials))
                .orElseGet(ServeCaller::nobody);
    }
}
