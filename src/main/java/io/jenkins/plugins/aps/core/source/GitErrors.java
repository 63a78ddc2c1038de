package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.TlsFailure;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoPackSignatureException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.PackMismatchException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;

/** What Git says, in our words: which repository, what is wrong. */
final class GitErrors {
    private GitErrors() {}

    /** Whether the clone itself is at fault, so that making it anew may help. */
    static boolean broken(Throwable error) {
        return chain(error)
                .anyMatch(cause -> cause instanceof MissingObjectException
                        || cause instanceof CorruptObjectException
                        || cause instanceof PackInvalidException
                        || cause instanceof PackMismatchException
                        || cause instanceof NoPackSignatureException
                        || cause instanceof RepositoryNotFoundException
                        || cause instanceof ConfigInvalidException
                        || (cause instanceof IOException && isAboutAPack(cause)));
    }

    /**
     * Whether an object that can't be read is itself at fault: its tag or commit is no release then.
     *
     * @param fresh whether the clone was just made, so that making it anew would not help
     */
    static boolean ofTheObject(Exception error, boolean fresh) {
        return broken(error) ? fresh : error instanceof RuntimeException && !(error instanceof ApsException);
    }

    /** Whether something was sent that is larger than we take. */
    static boolean tooLarge(Throwable error) {
        return chain(error).anyMatch(TooLargeObjectInPackException.class::isInstance);
    }

    /** A file of the clone that is cut off or scribbled on shows as a plain exception with one of these words. */
    private static boolean isAboutAPack(Throwable cause) {
        var message = lower(cause);
        return !(cause instanceof TransportException)
                && (message.contains("unreadable pack")
                        || message.contains("corrupt")
                        || message.contains("packed-refs"));
    }

    static ApsException told(RepositorySettings settings, RepositoryUrl url, IOException error) {
        var where = url.told(settings);
        if (chain(error).anyMatch(NoRemoteRepositoryException.class::isInstance)) {
            return new ApsException(
                    ErrorCode.NOT_FOUND, where + " does not exist, or its account may not see it", error);
        }
        var said = chain(error).map(GitErrors::lower).toList();
        if (any(said, "redirect")) {
            return new ApsException(
                    ErrorCode.UNREACHABLE,
                    where + " answers with a redirect, which is not followed so that no credential goes astray:"
                            + " configure the address that it redirects to",
                    error);
        }
        if (any(said, "not authorized", "not permitted", "authentication", "auth fail", "no credentialsprovider")) {
            return new ApsException(
                    ErrorCode.NOT_ALLOWED, where + " refused the configured credential, or asks for one", error);
        }
        var untrusted = TlsFailure.of(error);
        if (untrusted.isPresent()) {
            return new ApsException(
                    ErrorCode.UNREACHABLE,
                    where + " was not read: " + untrusted.get().told(error)
                            + (untrusted.get() == TlsFailure.UNKNOWN_AUTHORITY
                                    ? ". Add the authority's certificate to the trust store of the Java that runs this"
                                    : ""),
                    error);
        }
        if (error instanceof TransportException) {
            return new ApsException(ErrorCode.UNREACHABLE, where + " could not be read: " + deepest(error), error);
        }
        return new ApsException(
                ErrorCode.UNREACHABLE, "the clone of " + where + " could not be kept: " + deepest(error), error);
    }

    private static boolean any(java.util.List<String> said, String... words) {
        return said.stream().anyMatch(message -> Stream.of(words).anyMatch(message::contains));
    }

    private static String deepest(Throwable error) {
        var last = chain(error).reduce((first, second) -> second).orElse(error);
        var message = last.getMessage();
        return message == null || message.isBlank() ? last.getClass().getSimpleName() : message;
    }

    private static String lower(Throwable error) {
        return error.getMessage() == null ? "" : error.getMessage().toLowerCase(Locale.ROOT);
    }

    private static Stream<Throwable> chain(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
