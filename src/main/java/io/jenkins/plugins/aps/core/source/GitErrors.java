package io.jenkins.plugins.aps.core.source;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ConnectFailure;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ErrorReason;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.TlsFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    /** How systems say that a disk takes no more. */
    private static final String[] FULL = {"no space left", "read-only file system", "quota exceeded"};

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
            return noRepository(url, where, error);
        }
        var said = chain(error).map(GitErrors::lower).toList();
        if (any(said, "redirect")) {
            return new ApsException(
                    ErrorCode.UNREACHABLE,
                    where + " answers with a redirect, which is not followed so that no credential goes astray:"
                            + " configure the address that it redirects to",
                    error);
        }
        if (notAuthenticated(error)) {
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
        var connect = ConnectFailure.of(error);
        if (connect.isPresent()) {
            return new ApsException(
                            ErrorCode.UNREACHABLE,
                            where + " could not be read: " + connect.get().told(address(url)),
                            error)
                    .because(connect.get().reason());
        }
        if (error instanceof TransportException) {
            return new ApsException(ErrorCode.UNREACHABLE, where + " could not be read: " + deepest(error), error);
        }
        var disk = chain(error).anyMatch(FileSystemException.class::isInstance) || any(said, FULL);
        return new ApsException(
                        ErrorCode.UNREACHABLE,
                        "the clone of " + where + " could not be kept on this machine: "
                                + (error instanceof FileSystemException file ? onDisk(file) : deepest(error)),
                        error)
                .because(disk ? ErrorReason.CACHE_FOLDER : ErrorReason.UNSPECIFIED);
    }

    private static ApsException noRepository(RepositoryUrl url, String where, IOException error) {
        var local = url.scheme() == RepositoryUrl.Scheme.LOCAL && Files.isDirectory(Path.of(url.shown()));
        return new ApsException(
                        ErrorCode.NOT_FOUND,
                        local
                                ? where + " is a folder, and no Git repository"
                                : where + " does not exist, or its account may not see it",
                        error)
                .because(ErrorReason.NO_REPOSITORY);
    }

    private static String address(RepositoryUrl url) {
        var uri = url.uri();
        return uri.getHost() + (uri.getPort() > 0 ? ":" + uri.getPort() : "");
    }

    private static String onDisk(FileSystemException error) {
        return error.getFile() + " " + why(error);
    }

    /** The JDK tells some of it by the class alone. */
    private static String why(FileSystemException error) {
        if (error instanceof AccessDeniedException) {
            return "may not be written";
        }
        if (error instanceof NoSuchFileException) {
            return "can't be made";
        }
        if (error instanceof FileAlreadyExistsException) {
            return "is no folder";
        }
        return error.getReason() == null ? "can't be written" : error.getReason();
    }

    /** Whether the server wants to know who asks, or does not believe it. */
    static boolean notAuthenticated(Throwable error) {
        return any(
                chain(error).map(GitErrors::lower).toList(),
                "not authorized",
                "not permitted",
                "authentication",
                "auth fail",
                "no credentialsprovider");
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
