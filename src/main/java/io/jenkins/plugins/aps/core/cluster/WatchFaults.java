package io.jenkins.plugins.aps.core.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hears of each watch that can't begin. A watch that has once begun is begun again by fabric8 when it breaks, for ever, and
 * nobody is told why that fails: it would show what was, as if it were what is, and a refused credential would never be
 * renewed. Safe for many threads.
 */
final class WatchFaults {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger clients = new AtomicInteger();

    /** Is told on a thread of the client; must not block. */
    interface Listener {
        /**
         * @param client the number of the client that was refused
         * @param code of HTTP; 0: there was no answer
         */
        void failed(int client, int code, String why);

        void begun();
    }

    /** @param path of what is watched, without a query; a later listener takes the place of an earlier one */
    void listen(String path, Listener listener) {
        listeners.put(path, listener);
    }

    void forget(String path, Listener listener) {
        listeners.remove(path, listener);
    }

    /** For the client that is opened next: what befalls earlier ones does not matter any more. */
    Interceptor ofNextClient() {
        var number = clients.incrementAndGet();
        return chain -> isNewest(number) ? heard(chain, number) : chain.proceed(chain.request());
    }

    /** Whether no other client was opened since. */
    boolean isNewest(int client) {
        return client == clients.get();
    }

    private Response heard(Interceptor.Chain chain, int client) throws IOException {
        var url = chain.request().url();
        var listener = "true".equals(url.queryParameter("watch")) ? listeners.get(url.encodedPath()) : null;
        if (listener == null) {
            return chain.proceed(chain.request());
        }
        try {
            var response = chain.proceed(chain.request());
            if (response.code() == SWITCHING_PROTOCOLS || response.isSuccessful()) {
                listener.begun();
            } else {
                listener.failed(client, response.code(), "HTTP " + response.code());
            }
            return response;
        } catch (IOException e) {
            // One that was stopped is not missed.
            if (!chain.call().isCanceled()) {
                listener.failed(client, 0, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
            throw e;
        }
    }
}
