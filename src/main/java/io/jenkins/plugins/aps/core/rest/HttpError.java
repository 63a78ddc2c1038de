package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.view.ErrorMap;
import java.util.List;

/** An error that HTTP has a status of its own for, where the code's would say too little. */
final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ApsException error;
    private final String allow;

    private HttpError(int status, ApsException error, String allow) {
        super(error.getMessage());
        this.status = status;
        this.error = error;
        this.allow = allow;
    }

    static HttpError methodNotAllowed(String method, String allow) {
        return new HttpError(
                405,
                new ApsException(ErrorCode.INVALID_REQUEST, method + " is not possible here; possible: " + allow),
                allow);
    }

    static HttpError unsupportedType(String given, String wanted) {
        var said = given.isEmpty() ? "The body has no Content-Type" : "A body of type '" + given + "' can't be read";
        return new HttpError(415, new ApsException(ErrorCode.INVALID_REQUEST, said + "; send " + wanted), "");
    }

    static HttpError tooLarge(long limit) {
        return new HttpError(
                413, new ApsException(ErrorCode.INVALID_REQUEST, "The body is larger than " + limit + " bytes"), "");
    }

    Answer answer() {
        var answer = Answer.json(status, ErrorMap.of(error));
        return allow.isEmpty() ? answer : answer.with("Allow", allow);
    }

    static Answer answer(ApsException error) {
        var answer = Answer.json(error.code().httpStatus(), ErrorMap.of(error));
        return error.code() == ErrorCode.NOT_AUTHENTICATED
                ? answer.with("WWW-Authenticate", "Bearer realm=\"aps\"")
                : answer;
    }

    /** One thing that is wrong with a request. */
    static ApsException invalid(String where, String message) {
        var problem = new Problem(where, message);
        return new ApsException(
                ErrorCode.INVALID_REQUEST, "The request can't be carried out: " + problem, List.of(problem));
    }
}
