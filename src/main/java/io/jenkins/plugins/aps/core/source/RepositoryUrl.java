package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * The address of a repository, known to be one that we speak to.
 *
 * <p>Only what is listed here is accepted: other schemes of Git run programs or read files of the machine, and a password
 * in an address ends up in logs.
 *
 * @param scheme how it is reached
 * @param uri as JGit wants it; holds a login name with {@code ssh} only, never a password
 * @param shown the address without any user, for people
 */
record RepositoryUrl(Scheme scheme, URIish uri, String shown) {
    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/{0,2}(.*)");
    private static final Pattern AUTHORITY = Pattern.compile(
            "(?:([^/]*)@)?([A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])" + "(?::([0-9]{1,5}))?(/.*)?");
    private static final Pattern SCP =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]*)@([A-Za-z0-9][A-Za-z0-9._-]*):([^:].*)");

    /** How a repository is reached. */
    enum Scheme {
        HTTP,
        SSH,
        LOCAL
    }

    /** @throws ApsException {@code invalidRequest}, with a sentence that shows no password */
    static RepositoryUrl of(RepositorySettings settings) {
        var url = settings.url() == null ? "" : settings.url().strip();
        if (url.isEmpty()) {
            throw refused(settings, "it has no URL");
        }
        if (url.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c)) || url.contains("::")) {
            throw refused(settings, "its URL holds spaces, control characters or '::'");
        }
        try {
            var scp = SCP.matcher(url);
            if (scp.matches() && !url.contains("://")) {
                return new RepositoryUrl(Scheme.SSH, new URIish(url), scp.group(2) + ":" + scp.group(3));
            }
            var withScheme = WITH_SCHEME.matcher(url);
            if (withScheme.matches() && (url.contains("://") || url.startsWith("file:"))) {
                return withScheme(settings, url, withScheme);
            }
            if (looksLocal(url)) {
                return local(settings, url);
            }
        } catch (java.net.URISyntaxException e) {
            // Its message repeats the URL, which may hold a password: leave both out.
            throw refused(settings, "its URL is not well formed");
        }
        throw refused(settings, "its URL is none of https://, http://, ssh:// and user@host:path");
    }

    private static RepositoryUrl withScheme(RepositorySettings settings, String url, Matcher parts)
            throws java.net.URISyntaxException {
        var scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (scheme.equals("file")) {
            return local(settings, url.replaceFirst("^[^:]*:(//)?", ""));
        }
        if (!scheme.equals("https") && !scheme.equals("http") && !scheme.equals("ssh")) {
            throw refused(settings, "its URL begins with '" + scheme + ":', and only https, http and ssh are accepted");
        }
        var authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw refused(settings, "its URL names no valid host");
        }
        var user = Optional.ofNullable(authority.group(1)).orElse("");
        var path = Optional.ofNullable(authority.group(4)).orElse("");
        if (user.contains(":") || (!user.isEmpty() && !scheme.equals("ssh"))) {
            throw refused(
                    settings, "its URL holds a user or password: take them out of the URL and configure a credential");
        }
        if (user.startsWith("-") || path.contains("?") || path.contains("#")) {
            throw refused(settings, "its URL holds a query, a fragment or a user that begins with '-'");
        }
        var port = Optional.ofNullable(authority.group(3))
                .map(number -> ":" + number)
                .orElse("");
        return new RepositoryUrl(
                scheme.equals("ssh") ? Scheme.SSH : Scheme.HTTP,
                new URIish(scheme + "://" + (user.isEmpty() ? "" : user + "@") + authority.group(2) + port + path),
                scheme + "://" + authority.group(2) + port + path);
    }

    /** The repository of this address, for sentences: the command line gives all the same name. */
    String told(RepositorySettings settings) {
        return "the repository '" + settings.name() + "' at " + shown;
    }

    private static boolean looksLocal(String url) {
        return url.startsWith("/") || url.startsWith(".") || !url.contains(":");
    }

    private static RepositoryUrl local(RepositorySettings settings, String path) throws java.net.URISyntaxException {
        if (!settings.localAllowed()) {
            throw refused(settings, "its URL is a path of this machine, which is accepted at the command line only");
        }
        var absolute = Path.of(path).toAbsolutePath().normalize().toString();
        return new RepositoryUrl(Scheme.LOCAL, new URIish(absolute), absolute);
    }

    private static ApsException refused(RepositorySettings settings, String why) {
        return new ApsException(
                ErrorCode.INVALID_REQUEST, "the repository '" + settings.name() + "' can't be used: " + why);
    }
}
