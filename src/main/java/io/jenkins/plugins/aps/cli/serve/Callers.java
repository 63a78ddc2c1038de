package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.rest.Caller;

/** Finds out who asks. Where tokens are configured they are asked for, also on this machine. */
final class Callers {
    private static final String BEARER = "bearer ";
    private final Tokens tokens;
    private final Credentials credentials;

    Callers(Tokens tokens, Credentials credentials) {
        this.tokens = tokens;
        this.credentials = credentials;
    }

    /** @param authorization the header, or the empty string */
    Caller of(String authorization) {
        if (tokens.none()) {
            return caller(tokens.user());
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return ServeCaller.nobody();
        }
        return tokens.owner(authorization.substring(BEARER.length()).strip())
                .map(this::caller)
                .orElseGet(ServeCaller::nobody);
    }

    private Caller caller(Tokens.Owner owner) {
        return new ServeCaller(owner.name(), owner.rights(), credentials);
    }
}
