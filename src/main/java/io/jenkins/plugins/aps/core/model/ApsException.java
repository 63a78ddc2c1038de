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
    private final transient List<Problem> problems;
    private final String application;
    private final String operation;

    public ApsException(ErrorCode code, String message) {
        this(code, message, List.of(), "", "", null);
    }

    public ApsException(ErrorCode code, String message, Throwable cause) {
        this(code, message, List.of(), "", "", cause);
    }

    public ApsException(ErrorCode code, String message, List<Problem> problems) {
        this(code, message, problems, "", "", null);
    }

    private ApsException(
            ErrorCode code,
            String message,
            List<Problem> problems,
            String application,
            String operation,
            Throwable cause) {
        super(message, cause);
        this.code = code;
        this.problems = List.copyOf(problems);
        this.application = application;
        this.operation = operation;
    }

    /** The same error, told of an application and an operation; either may be empty. */
    public ApsException of(String application, String operation) {
        var told = new ApsException(code, getMessage(), problems(), application, operation, getCause());
        told.setStackTrace(getStackTrace());
        return told;
    }

    public ErrorCode code() {
        return code;
    }

    /** Every problem of the request, in the order of its fields; empty where the message says it all. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
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
