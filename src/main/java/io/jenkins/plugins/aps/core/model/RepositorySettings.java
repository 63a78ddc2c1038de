package io.jenkins.plugins.aps.core.model;

import java.util.function.Supplier;

/**
 * A Git repository that the modeling application writes to.
 *
 * @param name how requests name it
 * @param url {@code https}, {@code http} or {@code ssh} (also {@code user@host:path}); a local path where {@code
 *     localAllowed}
 * @param credential asked anew for every connection
 * @param branch the release branch; empty: the repository's own default
 * @param tagPattern how tags name releases, with {@code {project}} and {@code {version}}
 * @param projects which folders may hold projects, a glob over folder paths; {@code **}: all
 * @param localAllowed whether a local path is accepted: at the command line only, as elsewhere it would read files of
 *     the machine
 * @param proxies which proxy it is reached through over HTTP
 */
public record RepositorySettings(
        String name,
        String url,
        Supplier<GitCredential> credential,
        String branch,
        String tagPattern,
        String projects,
        boolean localAllowed,
        ProxyChoice proxies) {
    public static final String DEFAULT_TAG_PATTERN = "{project}/{version}";

    /** Reached directly. */
    public RepositorySettings(
            String name,
            String url,
            Supplier<GitCredential> credential,
            String branch,
            String tagPattern,
            String projects,
            boolean localAllowed) {
        this(name, url, credential, branch, tagPattern, projects, localAllowed, ProxyChoice.none());
    }

    /** The same, reached through these. */
    public RepositorySettings through(ProxyChoice others) {
        return new RepositorySettings(name, url, credential, branch, tagPattern, projects, localAllowed, others);
    }
}
