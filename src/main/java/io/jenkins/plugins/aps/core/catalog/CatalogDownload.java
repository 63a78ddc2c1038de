package io.jenkins.plugins.aps.core.catalog;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets a catalog's file: encrypted, from where it is said to be and nowhere else, and no more of it than one can have. */
final class CatalogDownload {
    private static final int LARGEST = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private CatalogDownload() {}

    /** What is wrong with an address; empty: nothing. */
    static Optional<String> problem(String url) {
        try {
            var uri = URI.create(url);
            var scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() == null
                    || !scheme.equals("https")
                            && !(scheme.equals("http") && uri.getHost().matches("localhost|127\\.0\\.0\\.1|\\[::1]"))) {
                return Optional.of("its address must begin with https://");
            }
            return uri.getRawUserInfo() == null
                    ? Optional.empty()
                    : Optional.of("its address must hold no user and no password");
        } catch (IllegalArgumentException e) {
            return Optional.of("its address is none");
        }
    }

    /**
     * Ends after some seconds, however it goes: with {@code unreachable}, or {@code failed} where what is there can't be a
     * catalog.
     */
    static CompletableFuture<String> get(String url, ProxyChoice proxies) {
        // Where it is moved to, nobody has configured.
        var client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new Selector(proxies))
                .authenticator(new ProxyLogin(URI.create(url), proxies))
                .build();
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        var body = new ByteArrayOutputStream();
        // All of it, however slowly it comes; what is too large is not kept.
        var asked = client.sendAsync(
                request,
                BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(
                        bytes -> body.write(bytes, 0, Math.min(bytes.length, LARGEST + 1 - body.size())))));
        return asked.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).handle((answer, error) -> {
            // Ends the exchange where it was given up.
            asked.cancel(true);
            if (error != null) {
                throw told(error instanceof CompletionException ? error.getCause() : error);
            }
            if (answer.statusCode() != 200) {
                throw new ApsException(ErrorCode.UNREACHABLE, "its address answers " + answer.statusCode());
            }
            return text(body.toByteArray());
        });
    }

    private static ApsException told(Throwable error) {
        return error instanceof TimeoutException
                ? new ApsException(
                        ErrorCode.UNREACHABLE,
                        "its address took longer than " + PATIENCE.toSeconds() + " seconds",
                        error)
                : new ApsException(
                        ErrorCode.UNREACHABLE,
                        "its address does not answer (" + error.getClass().getSimpleName() + ")",
                        error);
    }

    private static String text(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new ApsException(ErrorCode.FAILED, "it is larger than 1 MiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ApsException(ErrorCode.FAILED, "it is not text in UTF-8", e);
        }
    }

    /** For the proxy and nobody else, not even for the address that wants one. */
    private static final class ProxyLogin extends Authenticator {
        private final URI address;
        private final ProxyChoice proxies;

        ProxyLogin(URI address, ProxyChoice proxies) {
            this.address = address;
            this.proxies = proxies;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() != RequestorType.PROXY
                    ? null
                    : proxies.of(address)
                            .filter(proxy -> !proxy.user().isEmpty())
                            .map(proxy -> new PasswordAuthentication(
                                    proxy.user(), proxy.password().reveal().toCharArray()))
                            .orElse(null);
        }
    }

    private static final class Selector extends ProxySelector {
        private final ProxyChoice proxies;

        Selector(ProxyChoice proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI address) {
            return List.of(proxies.of(address)
                    .map(each -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(each.host(), each.port())))
                    .orElse(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            // Who asked is told.
        }
    }
}
