package io.jenkins.plugins.aps.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever can be configured can be configured in a form, and is explained there. */
class FormsTest {
    @TestFactory
    Stream<DynamicTest> everyFieldHasAnEntryAndHelp() {
        return GuardedMethodsTest.DESCRIBED.stream()
                .flatMap(type -> names(type)
                        .map(name -> DynamicTest.dynamicTest(type.getSimpleName() + "." + name, () -> {
                            assertThat(resource(type, "config.jelly"))
                                    .containsAnyOf("field=\"" + name + "\"", "name=\"_." + name + "\"");
                            assertThat(resource(type, "help-" + name + ".html")).contains("<div>");
                        })));
    }

    @TestFactory
    Stream<DynamicTest> everyFormEscapesWhatItShows() {
        return GuardedMethodsTest.DESCRIBED.stream()
                .map(type -> DynamicTest.dynamicTest(
                        type.getSimpleName(),
                        () -> assertThat(resource(type, "config.jelly"))
                                .startsWith("<?jelly escape-by-default='true'?>")
                                .doesNotContain("<script", "<style", " style=", " onclick=")));
    }

    private static Stream<String> names(Class<?> type) {
        return type.getSimpleName().equals("ApsGlobalConfiguration")
                ? Stream.of("clusters", "repositories", "devopsRoles", "serviceIdentity")
                : DataBinding.names(type).stream();
    }

    private static String resource(Class<?> type, String name) throws IOException {
        try (var in = type.getResourceAsStream(type.getSimpleName() + "/" + name)) {
            assertThat(in).as("%s of %s", name, type).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
