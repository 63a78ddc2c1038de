package io.jenkins.plugins.aps.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever can be configured can be configured in a form, and is explained there. */
class FormsTest {
    private static final Pattern INCLUDED =
            Pattern.compile("<st:include page=\"(/[^\"]+)\" from=\"\\$\\{descriptor}\"/>");

    @TestFactory
    Stream<DynamicTest> everyFieldHasAnEntryAndHelp() {
        return GuardedMethodsTest.DESCRIBED.stream().flatMap(type -> names(type)
                .map(name -> DynamicTest.dynamicTest(type.getSimpleName() + "." + name, () -> {
                    assertThat(form(type)).containsAnyOf("field=\"" + name + "\"", "name=\"_." + name + "\"");
                    assertThat(resource(type, "help-" + name + ".html")).contains("<div>");
                })));
    }

    @TestFactory
    Stream<DynamicTest> everyFormEscapesWhatItShows() {
        return GuardedMethodsTest.DESCRIBED.stream()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> assertThat(form(type))
                        .startsWith("<?jelly escape-by-default='true'?>")
                        .doesNotContain("<script", "<style", " style=", " onclick=")));
    }

    private static Stream<String> names(Class<?> type) {
        return type.getSimpleName().equals("ApsGlobalConfiguration")
                ? Stream.of(
                        "clusters",
                        "repositories",
                        "catalogs",
                        "releaseIntervalSeconds",
                        "devopsRoles",
                        "serviceIdentity",
                        "serviceIdentityJobs",
                        "serviceIdentityCauses")
                : DataBinding.names(type).stream().filter(name -> !isIdle(type, name));
    }

    /** What it has of its base, and has no use for: an adoption is one write, which nothing waits for. */
    private static boolean isIdle(Class<?> type, String name) {
        return type.getSimpleName().equals("ApsAdoptStep")
                && Set.of("wait", "timeoutMinutes").contains(name);
    }

    /** With what it includes, which must be escaped alike. */
    private static String form(Class<?> type) throws IOException {
        var form = new StringBuilder(resource(type, "config.jelly"));
        var included = INCLUDED.matcher(form.toString());
        while (included.find()) {
            try (var in = type.getResourceAsStream(included.group(1))) {
                assertThat(in).as(included.group(1)).isNotNull();
                var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text).startsWith("<?jelly escape-by-default='true'?>");
                form.append(text);
            }
        }
        return form.toString();
    }

    /** Of the class or of one that it extends, as Jenkins looks for it. */
    private static String resource(Class<?> type, String name) throws IOException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            try (var in = each.getResourceAsStream(each.getSimpleName() + "/" + name)) {
                if (in != null) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("there is no " + name + " of " + type);
    }
}
