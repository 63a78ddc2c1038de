package io.jenkins.plugins.aps.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitNoticeTest {
    private final CountDownLatch lines = new CountDownLatch(2);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void tellsAgainAndAgainUntilItIsClosed() throws Exception {
        var notice = new WaitNotice(counting(), "an answer", Duration.ofMillis(1), Duration.ofMillis(1));
        assertThat(lines.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(notice.isOver()).isFalse();
        notice.close();
        assertThat(notice.isOver()).isTrue();
        assertThat(printed.toString(UTF_8).lines())
                .as("the words of every wait, see StillWaiting")
                .allMatch(line -> line.matches("Still waiting after [0-9.]+ s: an answer"));
    }

    @Test
    void tellsNothingOfAnAnswerThatComes() {
        assertThat(WaitNotice.during(counting(), "an answer", () -> "here")).isEqualTo("here");
        assertThat(lines.getCount()).isEqualTo(2);
    }

    private PrintStream counting() {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        printed.write(b);
                        if (b == '\n') {
                            lines.countDown();
                        }
                    }
                },
                true,
                UTF_8);
    }
}
