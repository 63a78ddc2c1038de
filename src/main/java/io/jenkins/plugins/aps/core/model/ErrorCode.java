package io.jenkins.plugins.aps.core.model;

/**
 * What kind of thing went wrong, the same at every door: its name in JSON, its HTTP status and its exit code.
 *
 * <p>The table is part of the contracts (docs/contracts.md, "error").
 */
public enum ErrorCode {
    /** The request itself is wrong; every problem is listed and nothing was touched. */
    INVALID_REQUEST("invalidRequest", 400, 2),
    /** Nobody is known to be asking. */
    NOT_AUTHENTICATED("notAuthenticated", 401, 3),
    /** The caller, or the account that we use at the cluster or repository, may not do this. */
    NOT_ALLOWED("notAllowed", 403, 3),
    /** No such release, application, cluster or repository. */
    NOT_FOUND("notFound", 404, 2),
    /** A name is taken, another operation is at work, a field or object belongs to somebody else. */
    CONFLICT("conflict", 409, 3),
    /** The cluster refused an object: admission, quota, an immutable field. */
    REJECTED("rejected", 422, 1),
    /** The application does not run, with the reason. */
    FAILED("failed", 502, 1),
    /** Time was up before the outcome was reached; the reason says what was still missing. */
    TIMED_OUT("timedOut", 504, 1),
    /** The cluster or repository could not be reached; nothing is known to have been changed. */
    UNREACHABLE("unreachable", 503, 4),
    /** A change was sent and its answer was lost: it may have happened. */
    OUTCOME_UNKNOWN("outcomeUnknown", 503, 4),
    /** A defect of ours. */
    INTERNAL("internal", 500, 5);

    private final String code;
    private final int httpStatus;
    private final int exitCode;

    ErrorCode(String code, int httpStatus, int exitCode) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.exitCode = exitCode;
    }

    /** The name in JSON, camelCase. */
    public String code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public int exitCode() {
        return exitCode;
    }
}
