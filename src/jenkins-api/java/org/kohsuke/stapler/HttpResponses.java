package org.kohsuke.stapler;

public class HttpResponses {
    public HttpResponses() {}

    public static HttpResponseException errorWithoutStack(int code, String errorMessage) {
        throw new UnsupportedOperationException();
    }

    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {
        public HttpResponseException() {}
    }
}
