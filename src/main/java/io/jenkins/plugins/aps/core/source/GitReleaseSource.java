package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.IgnoredTag;
import io.jenkins.plugins.aps.core.model.NearestRelease;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.source.ReleaseIndex.Listing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The releases of a Git repository, kept as a bare clone in a cache folder. Nothing is ever checked out, no hook runs, and
 * neither the user's nor the system's Git configuration nor {@code ~/.ssh} has a say.
 *
 * <p>A release is an annotated tag that matches the tag pattern; a project of the release branch that no tag releases is
 * released by its manifest's {@code version}. Safe for many threads, and for many processes on one cache folder; callers
 * block while one of them fetches.
 */
public final class GitReleaseSource implements ReleaseSource {
    /** A repository that was asked so recently is not asked again unless somebody says so. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Less than others wait for the clone that is being fetched. */
    private static final Duration LONGEST_FETCH = Duration.ofMinutes(2);

    private static final String LATEST = "latest";

    private final RepositorySettings settings;
    private final RepositoryUrl url;
    private final RepositoryCache cache;
    private final ReleaseIndex index;
    /** Changed by who holds the monitor, which may take a fetch. */
    private volatile Listing listing;

    private long askedAt;

    /**
     * Looks at the settings only; nothing is read yet.
     *
     * @param cacheFolder root of all caches; made when needed
     * @throws ApsException {@code invalidRequest} if the URL or the tag pattern can't be used
     */
    public GitReleaseSource(RepositorySettings settings, Path cacheFolder) {
        this(settings, cacheFolder, LONGEST_FETCH);
    }

    GitReleaseSource(RepositorySettings settings, Path cacheFolder, Duration longestFetch) {
        this.settings = settings;
        this.url = RepositoryUrl.of(settings);
        this.cache = new RepositoryCache(settings, url, cacheFolder, longestFetch);
        this.index = new ReleaseIndex(settings, url);
    }

    @Override
    public List<Release> releases(boolean refresh) {
        return listing(refresh).releases();
    }

    @Override
    public Release find(String project, String version) {
        var found = match(listing(false), project, version);
        if (found == null) {
            // It may have been released a moment ago.
            var asked = listing(true);
            found = match(asked, project, version);
            if (found == null) {
                throw notFound(asked, project, version);
            }
        }
        return found;
    }

    @Override
    public ProjectFiles files(Release release) {
        if (!cache.exists()) {
            listing(true);
        }
        return new TreeFiles(cache, release, elsewhere(release));
    }

    private List<String> elsewhere(Release release) {
        var known = listing;
        return known == null
                ? List.of()
                : known.twice().getOrDefault(release.commit() + ":" + release.folder(), List.of());
    }

    @Override
    public List<IgnoredTag> ignoredTags() {
        var known = listing;
        return known == null ? List.of() : known.ignored();
    }

    private synchronized Listing listing(boolean refresh) {
        if (!refresh && listing != null && System.nanoTime() - askedAt < FRESH.toNanos()) {
            return listing;
        }
        cache.refresh();
        try {
            listing = read(false);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ApsException || !GitErrors.broken(e)) {
                throw told(e);
            }
            cache.remake();
            try {
                listing = read(true);
            } catch (IOException again) {
                throw told(again);
            }
        }
        askedAt = System.nanoTime();
        return listing;
    }

    private Listing read(boolean fresh) throws IOException {
        try (var clone = cache.open()) {
            return index.read(clone, fresh);
        }
    }

    private RuntimeException told(Exception error) {
        return error instanceof IOException io ? GitErrors.told(settings, url, io) : (RuntimeException) error;
    }

    private static Release match(Listing listing, String project, String version) {
        return listing.releases().stream()
                .filter(each -> each.project().equals(project))
                .filter(each -> version.toLowerCase(Locale.ROOT).equals(LATEST)
                        ? each.latest()
                        : String.valueOf(each.version()).equals(version))
                .findFirst()
                .orElse(null);
    }

    private ApsException notFound(Listing listing, String project, String version) {
        var where = url.told(settings);
        var tag = listing.unreleased().stream()
                .filter(each -> each.project().equals(project) || each.tag().contains(project))
                .filter(each -> version.equals(LATEST)
                        || version.equals(String.valueOf(each.version()))
                        || each.tag().endsWith(version))
                .findFirst()
                .map(each -> "'" + each.tag() + "' is there, but " + each.reason())
                .orElse("");
        var missing = where + " " + NearestRelease.missing(project, version, listing.releases());
        return new ApsException(
                ErrorCode.NOT_FOUND,
                tag.isEmpty() ? missing : missing + (missing.endsWith("?") ? " The tag " : "; the tag ") + tag);
    }
}
