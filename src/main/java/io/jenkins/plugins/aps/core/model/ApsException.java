package io.jenkins.plugins.aps.core.model;

import java.util.List;

/**
 * What every room throws when it can't go on: a code, the facts, the cause. Doors add the remedy in their own words.
 *
 * <p>Its message and problems never hold a secret.
 */
public final class ApsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final ErrorReason reason;
    private final transient List<Problem> problems;
    private final String application;
    private final String operation;
    private final FailureOutcome outcome;

    public ApsException(ErrorCode code, String message) {
        this(code, ErrorReason.UNSPECIFIED, message, List.of(), "", "", FailureOutcome.LEFT, null);
    }

    public ApsException(ErrorCode code, String message, Throwable cause) {
        this(code, ErrorReason.UNSPECIFIED, message, List.of(), "", "", FailureOutcome.LEFT, cause);
    }

    public ApsException(ErrorCode code, String message, List<Problem> problems) {
        this(code, ErrorReason.UNSPECIFIED, message, problems, "", "", FailureOutcome.LEFT, null);
    }

    private ApsException(
            ErrorCode code,
            ErrorReason reason,
            String message,
            List<Problem> problems,
            String application,
            String operation,
            FailureOutcome outcome,
            Throwable cause) {
        super(message, cause);
        this.code = code;
        this.reason = reason;
        this.problems = List.copyOf(problems);
        this.application = application;
        this.operation = operation;
        this.outcome = outcome;
    }

    /** The same error, told of an application and an operation; either may be empty. */
    public ApsException of(String application, String operation) {
        return copy(reason, getMessage(), problems(), application, operation, getCause());
    }

    /** The same error, with what in particular went wrong. */
    public ApsException because(ErrorReason because) {
        return copy(because, getMessage(), problems(), application, operation, getCause());
    }

    /** The same error, told with what became of the application. */
    public ApsException with(FailureOutcome outcome) {
        var copy =
                new ApsException(code, reason, getMessage(), problems(), application, operation, outcome, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    /** The same error in other words; without its cause, whose words may be those that were replaced. */
    public ApsException reworded(String message, List<Problem> others) {
        return copy(reason, message, others, application, operation, null);
    }

    private ApsException copy(
            ErrorReason because,
            String message,
            List<Problem> others,
            String ofApplication,
            String ofOperation,
            Throwable cause) {
        var copy = new ApsException(code, because, message, others, ofApplication, ofOperation, outcome, cause);
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    public ErrorCode code() {
        return code;
    }

    /** What in particular went wrong, for the hint. One that was saved with a build before there were reasons has none. */
    public ErrorReason reason() {
        return reason == null ? ErrorReason.UNSPECIFIED : reason;
    }

    /** Every problem of the request, in the order of its fields; empty where the message says it all. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }

    /** What became of the application. */
    public FailureOutcome outcome() {
        return outcome == null ? FailureOutcome.LEFT : outcome;
    }

    /** The application it is about, or the empty string. */
    public String application() {
        return application;
    }

    /** The id of the operation it ended, or the empty string. */
    public String operation() {
        return operation;
    }
}
