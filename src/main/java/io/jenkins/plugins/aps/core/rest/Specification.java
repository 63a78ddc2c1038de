package io.jenkins.plugins.aps.core.rest;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The description of the API for programs, shipped beside the classes. */
final class Specification {
    private final byte[] text = read();

    Reply yaml(Call call) {
        call.query().check();
        return Reply.now(Answer.of(200, "application/yaml", text));
    }

    private static byte[] read() {
        try (var resource = Specification.class.getResourceAsStream("openapi.yaml")) {
            if (resource == null) {
                throw new IllegalStateException("openapi.yaml is not beside the classes");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
