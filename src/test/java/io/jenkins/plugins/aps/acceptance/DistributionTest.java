package io.jenkins.plugins.aps.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    @TempDir
    private Path folder;

    private String before;

    @BeforeEach
    void keep() {
        before = System.clearProperty(Distribution.PROPERTY);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(Distribution.PROPERTY);
        } else {
            System.setProperty(Distribution.PROPERTY, before);
        }
    }

    @Test
    void skipsWithTheReasonWithoutAFolder() {
        var out = new ByteArrayOutputStream();
        var report = Acceptance.run(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("SKIP start: no Jenkins to try it in: give -Djenkins.home.dist=DIR");
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void saysWhichFilesAreMissing() throws Exception {
        Files.createFile(folder.resolve("jenkins.war"));
        Files.createDirectory(folder.resolve("plugins"));
        for (var plugin : Distribution.PLUGINS) {
            if (!plugin.equals("matrix-auth")) {
                Files.createFile(folder.resolve("plugins/" + plugin + ".hpi"));
            }
        }
        assertThat(new Distribution(folder).missing())
                .containsExactly(folder.resolve("plugins/matrix-auth.jpi") + " (or .hpi)");
    }

    @Test
    void failsWithAWrongFolder() {
        System.setProperty(Distribution.PROPERTY, folder.toString());
        var out = new ByteArrayOutputStream();
        var report = Acceptance.run(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("FAIL start: these files are missing: " + folder.resolve("jenkins.war"));
        assertThat(report.exitCode()).isEqualTo(1);
    }
}
