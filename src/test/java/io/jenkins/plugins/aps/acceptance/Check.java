package io.jenkins.plugins.aps.acceptance;

import java.util.Objects;

/**
 * One thing that must hold in a real Jenkins. It needs no other check to have run before it.
 *
 * @param name what is printed, in small letters and dashes
 * @param body tells what it saw, or throws: {@link Skip} where it can't be tried here, anything else where it failed
 */
record Check(String name, Body body) {
    @FunctionalInterface
    interface Body {
        String run(World world) throws Exception;
    }

    /** Thrown by a check that can't be tried in this Jenkins. */
    static final class Skip extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Skip(String reason) {
            super(reason);
        }
    }

    /** Never throws, so that one check that fails does not keep others from being tried. */
    CheckResult result(World world) {
        try {
            return new CheckResult(CheckResult.Verdict.PASS, name, body.run(world));
        } catch (Skip e) {
            return new CheckResult(CheckResult.Verdict.SKIP, name, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CheckResult(CheckResult.Verdict.FAIL, name, "interrupted");
        } catch (Exception | AssertionError | LinkageError e) {
            return new CheckResult(
                    CheckResult.Verdict.FAIL,
                    name,
                    Objects.requireNonNullElseGet(e.getMessage(), () -> "no message: " + e));
        }
    }

    static void that(boolean held, String otherwise) {
        if (!held) {
            throw new AssertionError(otherwise);
        }
    }

    static void contains(String text, String part, String where) {
        that(text.contains(part), where + " lacks \"" + part + "\"; it ends with: " + end(text));
    }

    static void matches(String text, String regex, String where) {
        that(
                java.util.regex.Pattern.compile(regex).matcher(text).find(),
                where + " has nothing like \"" + regex + "\"; it ends with: " + end(text));
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - 1_500));
    }
}
