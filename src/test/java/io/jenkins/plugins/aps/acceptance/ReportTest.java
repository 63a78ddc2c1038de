package io.jenkins.plugins.aps.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8));

    @Test
    void goesOnAfterACheckThatThrows() {
        Acceptance.runAll(
                List.of(
                        new Check("first", world -> {
                            throw new IllegalStateException("it broke\n  over two lines");
                        }),
                        new Check("second", world -> {
                            throw new NullPointerException();
                        }),
                        new Check("third", world -> {
                            throw new Check.Skip("not here");
                        }),
                        new Check("fourth", world -> "seen")),
                null,
                report);
        report.end();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "FAIL first: it broke | over two lines",
                        "FAIL second: no message: java.lang.NullPointerException",
                        "SKIP third: not here",
                        "PASS fourth: seen",
                        "1 passed, 2 failed, 1 skipped");
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.failures()).hasSize(2);
    }

    @Test
    void isContentWithoutFailures() {
        Acceptance.runAll(List.of(new Check("only", world -> "seen")), null, report);
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void namesEachCheckOnce() {
        assertThat(Acceptance.checks())
                .extracting(Check::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(10);
    }
}
