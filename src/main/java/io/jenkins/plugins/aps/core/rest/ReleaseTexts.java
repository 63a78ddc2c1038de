package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.view.ReleaseEntry;
import io.jenkins.plugins.aps.core.view.RepositoryView;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What releases are searched in, in small letters: made once for a listing of a repository rather than for every search.
 * Safe for many threads.
 */
final class ReleaseTexts {
    private final Map<String, Texts> byRepository = new ConcurrentHashMap<>();

    /** One for each of the view's releases, in their order. */
    String[] of(RepositoryView view) {
        return byRepository.compute(
                        view.name(),
                        (name, known) -> known != null && known.of == view
                                ? known
                                : new Texts(
                                        view,
                                        view.releases().stream()
                                                .map(ReleaseEntry::release)
                                                .map(ReleaseTexts::text)
                                                .toArray(String[]::new)))
                .all;
    }

    private static String text(Release release) {
        return (release.project() + " " + release.version() + " " + release.createdBy() + " " + release.comment())
                .toLowerCase(Locale.ROOT);
    }

    private record Texts(RepositoryView of, String[] all) {}
}
