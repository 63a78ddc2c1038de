package io.jenkins.plugins.aps.acceptance;

/**
 * How one check ended.
 *
 * @param verdict see {@link Verdict}
 * @param name of the check
 * @param reason in one line; why it failed or was skipped, or what was seen
 */
record CheckResult(Verdict verdict, String name, String reason) {
    enum Verdict {
        PASS,
        FAIL,
        SKIP
    }

    CheckResult {
        reason = reason.strip().replaceAll("\\s*\\R\\s*", " | ");
    }

    String line() {
        return verdict + " " + name + ": " + reason;
    }
}
