package io.jenkins.plugins.aps.acceptance;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints each result as it comes, then the sums; knows the exit code. */
final class Report {
    private final PrintStream out;
    private final List<CheckResult> results = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void add(CheckResult result) {
        results.add(result);
        out.println(result.line());
        out.flush();
    }

    void end() {
        out.println(count(CheckResult.Verdict.PASS) + " passed, " + count(CheckResult.Verdict.FAIL) + " failed, "
                + count(CheckResult.Verdict.SKIP) + " skipped");
        out.flush();
    }

    List<String> failures() {
        return results.stream()
                .filter(r -> r.verdict() == CheckResult.Verdict.FAIL)
                .map(CheckResult::line)
                .toList();
    }

    /** 1 where a check failed, else 0. */
    int exitCode() {
        return count(CheckResult.Verdict.FAIL) > 0 ? 1 : 0;
    }

    private long count(CheckResult.Verdict verdict) {
        return results.stream().filter(r -> r.verdict() == verdict).count();
    }
}
