package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.GitCredential;
import java.util.Locale;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** Gives a user and password to the host that they are configured for, and to no other. */
final class HostCredentials extends CredentialsProvider {
    private final UsernamePasswordCredentialsProvider provider;
    private final String place;

    private HostCredentials(UsernamePasswordCredentialsProvider provider, String place) {
        this.provider = provider;
        this.place = place;
    }

    /** For the given credential; null, "there is none", unless it is a user and password. */
    static CredentialsProvider of(GitCredential credential, URIish uri) {
        if (!(credential instanceof GitCredential.UserPassword given)) {
            return null;
        }
        return new HostCredentials(
                new UsernamePasswordCredentialsProvider(
                        given.user(), given.password().reveal()),
                place(uri));
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return provider.supports(items);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        return place.equals(place(uri)) && provider.get(uri, items);
    }

    private static String place(URIish uri) {
        return (uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT);
    }
}
