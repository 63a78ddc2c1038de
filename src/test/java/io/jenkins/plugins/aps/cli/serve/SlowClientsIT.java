package io.jenkins.plugins.aps.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.rest.Limits;
import io.jenkins.plugins.aps.core.rest.RestWorld;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send or take their bytes as slowly as they like, on loopback: others are answered throughout. */
class SlowClientsIT {
    private static final String LIST = "/deployment-service/v1/applications?maxItems=1000";

    private final RestWorld world = new RestWorld(Limits.DEFAULT);
    private final List<Socket> hostile = new ArrayList<>();
    private ApsServer server;

    private void start(int connections, Duration idle, int bodyBytes) {
        var usual = ServeSettings.local(0);
        var limits = new Limits(bodyBytes, 40, 1_000, 200, Duration.ofSeconds(10));
        server = ApsServer.start(
                new ServeSettings(
                        usual.address(),
                        0,
                        Set.of(),
                        List.of(),
                        Optional.empty(),
                        limits,
                        Duration.ofSeconds(60),
                        connections,
                        idle,
                        Duration.ofSeconds(1)),
                world.api(),
                "tester",
                Credentials.none(),
                line -> {});
    }

    @AfterEach
    void stop() throws IOException {
        for (var each : hostile) {
            each.close();
        }
        server.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        hostile.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** With a connection of its own, as somebody who comes now. */
    private void othersAreAnswered() throws Exception {
        for (var path : List.of("/health", LIST)) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private static boolean isCut(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void answersThatNobodyTakesHoldSoMuchMemoryOnly() throws Exception {
        world.fill(1_000, 1);
        start(2_000, Duration.ofSeconds(60), 20_000);
        var list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + LIST))
                .build();
        var client = HttpClient.newHttpClient();
        var size = client.send(list, BodyHandlers.ofByteArray()).body().length;
        for (long i = 0; i < BodyBudget.mostOfAnswers() / size + 1; i++) {
            // More of them than buffers between us hold.
            send(connect(), ("GET " + LIST + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(6));
        }

        // Whoever is refused beside our own question holds nothing: more of them come until there is no room.
        var answer = client.send(list, BodyHandlers.discarding());
        for (int tries = 0; answer.statusCode() != 503 && tries < 500; tries++) {
            send(connect(), ("GET " + LIST + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(6));
            answer = client.send(list, BodyHandlers.discarding());
        }
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        var health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/health"))
                .build();
        assertThat(client.send(health, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    @Test
    void whoTakesNoAnswerDoesNotKeepTheServerFromEnding() throws Exception {
        world.fill(1_000, 1);
        start(2_000, Duration.ofSeconds(60), 20_000);
        send(connect(), ("GET " + LIST + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(20));
        othersAreAnswered();

        var port = server.port();
        assertThatCode(server::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void whoTakesNoAnswerHoldsNoThread() throws Exception {
        world.fill(500, 1);
        start(2_000, Duration.ofSeconds(60), 20_000);
        // More of them than the server has threads, each with far more to take than buffers between us hold.
        for (int i = 0; i < 100; i++) {
            send(connect(), ("GET " + LIST + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(20));
        }

        othersAreAnswered();
    }

    @Test
    void whoNeverTakesTheWholeOfAnAnswerIsCut() throws Exception {
        world.fill(1_000, 1);
        start(2_000, Duration.ofSeconds(1), 20_000);
        var socket = connect();
        send(socket, ("GET " + LIST + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(200));

        // A few bytes now and then: the connection is never idle, and never done.
        var sip = Executors.newSingleThreadScheduledExecutor();
        try {
            var cut = new CompletableFuture<Void>();
            sip.scheduleWithFixedDelay(
                    () -> {
                        try {
                            // A connection that is cut can't be written to, whatever there still is to read.
                            send(socket, "GET");
                            socket.getInputStream().read();
                        } catch (IOException e) {
                            cut.complete(null);
                        }
                    },
                    0,
                    200,
                    TimeUnit.MILLISECONDS);
            assertThat(cut).succeedsWithin(Duration.ofSeconds(60));
        } finally {
            sip.shutdownNow();
        }
        othersAreAnswered();
    }

    @Test
    void aHeadThatTricklesInIsCut() throws Exception {
        start(2_000, Duration.ofSeconds(2), 20_000);
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 50; i++) {
            sockets.add(connect());
        }
        var trickle = Executors.newSingleThreadScheduledExecutor();
        try {
            trickle.scheduleWithFixedDelay(
                    () -> sockets.forEach(socket -> {
                        try {
                            send(socket, "G");
                        } catch (IOException e) {
                            // It is cut: that is what is looked for below.
                        }
                    }),
                    0,
                    200,
                    TimeUnit.MILLISECONDS);

            assertThat(sockets).allMatch(SlowClientsIT::isCut);
        } finally {
            trickle.shutdownNow();
        }
        othersAreAnswered();
    }

    @Test
    void whoOpensMoreConnectionsThanThereAreMakesRoomForTheNext() throws Exception {
        start(40, Duration.ofSeconds(60), 20_000);
        var first = connect();
        send(first, "G");
        for (int i = 0; i < 100; i++) {
            send(connect(), "GET / HT");
        }

        othersAreAnswered();
        assertThat(isCut(first)).isTrue();
    }

    @Test
    void bodiesThatTakeTooMuchTogetherAreSentAgainLater() throws Exception {
        int largest = 16 * 1024 * 1024;
        start(2_000, Duration.ofSeconds(60), largest);
        var head = "POST /deployment-service/v1/applications HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + largest + "\r\n\r\n";
        var part = "x".repeat(largest - 1);
        int refused = 0;
        for (int i = 0; refused == 0 && i < 500; i++) {
            var socket = connect();
            send(socket, head);
            try {
                send(socket, part);
            } catch (IOException e) {
                // Refused before it was all sent.
            }
            socket.setSoTimeout(200);
            refused += answer(socket).startsWith("HTTP/1.1 503") ? 1 : 0;
        }
        assertThat(refused).as("answers that there are too many").isOne();
        othersAreAnswered();

        for (var each : hostile) {
            each.close();
        }
        // As soon as the server has seen that they are gone.
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String status;
        do {
            var socket = connect();
            send(socket, head.replace("" + largest, "2") + "{}");
            status = answer(socket);
        } while (!status.startsWith("HTTP/1.1 400") && System.nanoTime() < deadline);
        assertThat(status).startsWith("HTTP/1.1 400");
    }

    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
