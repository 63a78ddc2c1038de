package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The descriptor in the body of an import: JSON as it is, or in a zip as {@link DescriptorZip} makes it, which is the body or
 * its part {@code file}. Of the project in the zip nothing is taken: what is deployed is what its repository has.
 */
final class Imported {
    private static final String FILE = "file";

    private Imported() {}

    static JsonNode descriptor(Request request, Limits limits) {
        var body = request.body();
        switch (request.mediaType()) {
            case Answer.JSON -> {
                return JsonBody.object(body, limits.bodyDepth());
            }
            case "multipart/form-data" -> {
                var file = Multipart.find(request.header("content-type"), body, FILE)
                        .orElseThrow(() -> HttpError.invalid(FILE, "is missing: send the descriptor as this part"));
                return content(file, limits);
            }
            case "application/zip" -> {
                return content(body, limits);
            }
            default ->
                throw HttpError.unsupportedType(
                        request.mediaType(), "application/json, application/zip or multipart/form-data");
        }
    }

    private static JsonNode content(byte[] file, Limits limits) {
        var zipped = file.length > 1 && file[0] == 'P' && file[1] == 'K';
        var json = zipped ? DescriptorZip.descriptor(file, 4 * limits.bodyBytes()) : file;
        return JsonBody.object(json, limits.bodyDepth());
    }
}
