package io.jenkins.plugins.aps.core.model;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why a server that answers is not talked to: in most cases its certificate does not prove that it is the one meant. Pure. */
public enum TlsFailure {
    /** Nobody whom we trust says that the certificate is genuine. */
    UNKNOWN_AUTHORITY("its certificate is not signed by an authority that is trusted here"),
    /** It is genuine, and another server's. */
    OTHER_HOST("its certificate is for another host name"),
    /** By this machine's clock. */
    OUTDATED("its certificate has expired or is not valid yet, by this machine's clock"),
    /** Anything else, for example a server that speaks no TLS at that port. */
    NO_AGREEMENT("no encrypted connection to it could be agreed on");

    /** Characters of what the library says. */
    private static final int LONGEST = 200;

    private final String words;

    TlsFailure(String words) {
        this.words = words;
    }

    /** What a request failed of; empty: of something else than TLS. */
    public static Optional<TlsFailure> of(Throwable error) {
        if (any(error, CertificateExpiredException.class) || any(error, CertificateNotYetValidException.class)) {
            return Optional.of(OUTDATED);
        }
        if (any(error, SSLPeerUnverifiedException.class)
                || chain(error).anyMatch(cause -> cause instanceof CertificateException && isAboutAName(cause))) {
            return Optional.of(OTHER_HOST);
        }
        if (any(error, CertPathBuilderException.class) || any(error, CertPathValidatorException.class)) {
            return Optional.of(UNKNOWN_AUTHORITY);
        }
        return any(error, SSLException.class) ? Optional.of(NO_AGREEMENT) : Optional.empty();
    }

    /** In words, with what was found where that tells more. */
    public String told(Throwable error) {
        return this == UNKNOWN_AUTHORITY || this == OUTDATED ? words : words + " (" + said(error) + ")";
    }

    private static String said(Throwable error) {
        return chain(error)
                .filter(cause -> cause instanceof SSLException || cause instanceof CertificateException)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((outer, inner) -> inner)
                .map(message -> OneLine.of(message, LONGEST))
                .orElse("no reason given");
    }

    private static boolean isAboutAName(Throwable cause) {
        var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("subject alternative") || message.contains("no name matching");
    }

    private static boolean any(Throwable error, Class<? extends Throwable> kind) {
        return chain(error).anyMatch(kind::isInstance);
    }

    private static Stream<Throwable> chain(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
