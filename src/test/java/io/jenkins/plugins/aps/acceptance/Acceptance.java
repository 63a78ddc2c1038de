package io.jenkins.plugins.aps.acceptance;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The acceptance suite. Prints {@code PASS|FAIL|SKIP name: reason} for each check; exit code 1 where one failed. Reads
 * {@code -Djenkins.home.dist} and {@code -Daps.hpi} (else {@code target/aps-deployer.hpi}).
 */
public final class Acceptance {
    private static final String START = "start";

    private Acceptance() {}

    public static void main(String[] args) {
        System.exit(run(System.out).exitCode());
    }

    static List<Check> checks() {
        var checks = new ArrayList<Check>();
        checks.addAll(PageChecks.ALL);
        checks.addAll(DashboardChecks.ALL);
        checks.addAll(PipelineChecks.ALL);
        checks.addAll(IdentityChecks.ALL);
        checks.addAll(FailureChecks.ALL);
        checks.addAll(SecretChecks.ALL);
        // Last, as they restart the Jenkins that the others use.
        checks.addAll(RestartChecks.ALL);
        checks.addAll(InterruptionChecks.ALL);
        checks.addAll(ConfigurationChecks.ALL);
        checks.add(PageChecks.LOG_AT_THE_END);
        return checks;
    }

    static Report run(PrintStream out) {
        var report = new Report(out);
        var distribution = Distribution.fromProperties();
        Optional<String> unable = distribution.isEmpty() ? Optional.of(Distribution.absent()) : Optional.empty();
        if (unable.isPresent()) {
            report.add(new CheckResult(CheckResult.Verdict.SKIP, START, unable.get()));
        } else {
            run(distribution.get(), report);
        }
        report.end();
        return report;
    }

    private static void run(Distribution distribution, Report report) {
        var plugin = Path.of(System.getProperty("aps.hpi", "target/aps-deployer.hpi"));
        var missing = new ArrayList<>(distribution.missing());
        if (!Files.isRegularFile(plugin)) {
            missing.add(plugin.toAbsolutePath() + " (build it with mvn package)");
        }
        if (!missing.isEmpty()) {
            fail(report, "these files are missing: " + String.join(", ", missing));
            return;
        }
        try {
            var folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "acceptance");
            try (var world = new World(distribution, plugin, folder)) {
                world.jenkins().start();
                report.add(new CheckResult(
                        CheckResult.Verdict.PASS, START, "Jenkins is ready; its home and log are in " + folder));
                runAll(checks(), world, report);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(report, "interrupted");
        } catch (Exception | AssertionError e) {
            fail(report, String.valueOf(e.getMessage()));
        }
    }

    static void runAll(List<Check> checks, World world, Report report) {
        for (var check : checks) {
            report.add(check.result(world));
        }
    }

    private static void fail(Report report, String reason) {
        report.add(new CheckResult(CheckResult.Verdict.FAIL, START, reason));
    }
}
