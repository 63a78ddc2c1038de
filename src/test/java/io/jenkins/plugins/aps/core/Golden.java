package io.jenkins.plugins.aps.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a fixture. What was found lies under {@code target/golden}, to be looked at and copied. */
public final class Golden {
    private Golden() {}

    public static void assertSame(Class<?> test, String file, String actual) throws IOException {
        var folder = Path.of("target", "golden", test.getPackageName().replace('.', '/'));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), actual);
        try (var in = test.getResourceAsStream(file)) {
            assertThat(in).as("the fixture " + file).isNotNull();
            assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
