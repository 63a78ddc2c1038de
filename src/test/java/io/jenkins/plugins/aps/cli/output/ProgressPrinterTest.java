package io.jenkins.plugins.aps.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.cli.Samples;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.OperationType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T08:00:07Z"), ZoneOffset.UTC);
    private static final Style TERMINAL = new Style(true, true, true, 60);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void tellsEachEventOnALineOfItsOwnInAFile() throws IOException {
        Samples.tellDeployment(printer(Style.PLAIN));
        assertThat(printed()).isEqualTo(fixture("progress-plain.txt"));
    }

    @Test
    void writesOneLineOverOnATerminal() {
        var printer = printer(TERMINAL);
        Samples.tellDeployment(printer);
        assertThat(printed())
                .contains("\r\u001b[KWave 2 of 2, runtime services: 1/1 written, 0/1 current")
                .doesNotContain("written  Wave")
                .doesNotContain("created Namespace/holiday\n")
                .contains("Running\n");
    }

    @Test
    void tellsOnATerminalWhatIsWaitedForInOneRow() {
        var printer = printer(TERMINAL);
        printer.on(new DeployEvent.OperationStarted(
                Samples.AT, "holiday", "op-1", OperationType.DEPLOY, "ada", "", false));
        out.reset();
        printer.tick("Deployment/rb " + "very ".repeat(50));
        assertThat(printed()).startsWith("\r\u001b[K7 s  Deployment/rb very").doesNotContain("\n");
        assertThat(printed().replaceAll("\r|\u001b\\[[0-9]*[mK]", "")).hasSize(59);
    }

    @Test
    void namesTheOperationThatStartedARollback() {
        var printer = printer(Style.PLAIN);
        printer.on(new DeployEvent.OperationStarted(
                Samples.AT, "holiday", "op-1-rollback", OperationType.ROLLBACK, "ada", "op-1", true));
        assertThat(printed()).isEqualTo("08:00:00  Rolling back holiday, for ada, started by operation op-1\n");
    }

    @Test
    void showsHostileTextAsText() {
        var printer = printer(Style.PLAIN);
        printer.on(new DeployEvent.ObjectProgressed(
                Samples.AT, "holiday", "op-1", Samples.RB, Health.RED, "0/1", "\u001b]0;owned\u0007 \u202eevil\nrow"));
        printer.on(new DeployEvent.ServiceLog(
                Samples.AT, "holiday", "op-1", Samples.RB, List.of("\u001b[2Jgone", "second\r line")));
        assertThat(printed().replace("\n", "")).doesNotContainPattern("\\p{Cntrl}|\u202e");
        assertThat(printed())
                .contains("<U+001B>]0;owned<U+0007> <U+202E>evil row")
                .contains("| <U+001B>[2Jgone\n");
    }

    @Test
    void tellsOnceInAFileWhatStaysOnItsWay() {
        var printer = printer(Style.PLAIN);
        for (int i = 0; i < 3; i++) {
            printer.on(new DeployEvent.ObjectProgressed(
                    Samples.AT, "holiday", "op-1", Samples.RB, Health.YELLOW, "0/1", "starting"));
            printer.tick("");
        }
        assertThat(printed()).isEqualTo("08:00:03    ~ Deployment/rb 0/1: starting\n");
    }

    @Test
    void printsALineAMinuteInAFile() {
        var now = new AtomicReference<>(Samples.AT);
        var printer = new ProgressPrinter(
                new Lines(new PrintStream(out, true, UTF_8), Style.PLAIN),
                Style.PLAIN,
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now.get();
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }
                },
                ZoneOffset.UTC);
        for (int tick = 0; tick <= 150; tick++) {
            now.set(Samples.AT.plusSeconds(tick));
            printer.tick("Deployment/rb: 0/1 ready");
        }
        assertThat(printed())
                .isEqualTo("08:00:10  Still waiting after 10 s: Deployment/rb: 0/1 ready\n"
                        + "08:01:10  Still waiting after 1 min 10 s: Deployment/rb: 0/1 ready\n"
                        + "08:02:10  Still waiting after 2 min 10 s: Deployment/rb: 0/1 ready\n");
    }

    @Test
    void countsOnlyWhatWasSoAlready() {
        var printer = printer(Style.PLAIN);
        printer.on(new DeployEvent.WaveStarted(Samples.AT, "holiday", "op-1", 3, "runtime services", 1));
        printer.on(new DeployEvent.ObjectApplied(
                Samples.AT, "holiday", "op-1", Samples.change(Samples.RB, Change.Action.UNCHANGED)));
        printer.on(
                new DeployEvent.ObjectProgressed(Samples.AT, "holiday", "op-1", Samples.RB, Health.GREEN, "1/1", ""));
        printer.on(
                new DeployEvent.WaveEnded(Samples.AT, "holiday", "op-1", 3, "runtime services", Duration.ofMillis(40)));
        assertThat(printed())
                .isEqualTo("08:00:00  Wave 3, runtime services: 1 object\n"
                        + "08:00:00  - Wave 3, runtime services: 1 unchanged, 0.0 s\n");
    }

    private ProgressPrinter printer(Style style) {
        return new ProgressPrinter(new Lines(new PrintStream(out, true, UTF_8), style), style, CLOCK, ZoneOffset.UTC);
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private static String fixture(String name) throws IOException {
        try (var file = ProgressPrinterTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
