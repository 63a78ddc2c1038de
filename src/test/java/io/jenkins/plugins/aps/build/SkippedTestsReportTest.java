package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkippedTestsReportTest {
    @TempDir
    private Path reports;

    private final SkippedTestsReport report = new SkippedTestsReport();

    @BeforeEach
    void copyReports() throws Exception {
        for (var name : new String[] {"TEST-example.PageIT.xml", "TEST-example.ShellIT.xml"}) {
            try (var fixture = getClass().getResourceAsStream("skipped/" + name)) {
                Files.copy(fixture, reports.resolve(name));
            }
        }
    }

    @Test
    void namesEachReasonWithItsClasses() throws Exception {
        report.read(reports, Instant.EPOCH);
        assertThat(report.text())
                .isEqualToNormalizingNewlines(
                        """
                        3 of 5 tests were skipped:
                          1: needs git (ShellIT)
                          2: no browser: mvn verify -Pbrowser (PageIT, PageIT$Narrow)
                        """);
    }

    @Test
    void leavesReportsOfEarlierBuildsOut() throws Exception {
        report.read(reports, Instant.now().plusSeconds(60));
        assertThat(report.text()).isEmpty();
    }

    @Test
    void saysThatAllRan() throws Exception {
        Files.writeString(
                reports.resolve("TEST-example.PageIT.xml"),
                "<testsuite><testcase name=\"isDrawn\" classname=\"example.PageIT\"/></testsuite>");
        Files.delete(reports.resolve("TEST-example.ShellIT.xml"));
        report.read(reports, Instant.EPOCH);
        assertThat(report.text()).isEqualToNormalizingNewlines("All 1 tests ran, none was skipped.\n");
    }

    @Test
    void aFolderThatIsNotThereIsPassedOver() throws Exception {
        report.read(reports.resolve("none"), Instant.EPOCH);
        assertThat(report.text()).isEmpty();
    }
}
