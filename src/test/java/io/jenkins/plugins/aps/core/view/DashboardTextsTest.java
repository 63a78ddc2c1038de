package io.jenkins.plugins.aps.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The texts, and that the pages and the file of texts name the same ones. */
class DashboardTextsTest {
    private static final Path SCRIPTS = Path.of("src", "main", "webapp", "dashboard");
    private static final Path FILES = Path.of("src/main/resources/io/jenkins/plugins/aps/core/view");

    /** {@code t('key'} or {@code count('key'}, the whole key; with {@code +} behind it its beginning. */
    private static final Pattern NAMED = Pattern.compile("\\b(t|count|has)\\(\\s*'([^']+)'\\s*([,)+])");

    private static final Pattern LITERAL = Pattern.compile("'([\\w.-]+)'");
    private static final Pattern ENDING = Pattern.compile("\\+\\s*'(\\.[\\w.-]+)'");

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Set<String> keys() throws IOException {
        return read(FILES.resolve("Dashboard.properties")).stringPropertyNames();
    }

    private static String scripts() throws IOException {
        try (var files = Files.list(SCRIPTS)) {
            var all = new StringBuilder();
            for (var file :
                    files.filter(each -> each.toString().endsWith(".js")).toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            return all.toString();
        }
    }

    @Test
    void whatAPageNamesIsInTheFile() throws IOException {
        var keys = keys();
        var missing = new TreeSet<String>();
        NAMED.matcher(scripts()).results().forEach(named -> {
            var key = named.group(2);
            if (named.group(3).equals("+")) {
                if (keys.stream().noneMatch(each -> each.startsWith(key))) {
                    missing.add(key + "...");
                }
            } else if (named.group(1).equals("count")) {
                List.of(".one", ".other").stream()
                        .map(key::concat)
                        .filter(each -> !keys.contains(each))
                        .forEach(missing::add);
            } else if (!keys.contains(key)) {
                missing.add(key);
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void whatIsInTheFileIsNamedByAPage() throws IOException {
        var scripts = scripts();
        var beginnings = NAMED.matcher(scripts)
                .results()
                .filter(named -> named.group(3).equals("+"))
                .map(named -> named.group(2))
                .collect(Collectors.toSet());
        var endings =
                ENDING.matcher(scripts).results().map(match -> match.group(1)).collect(Collectors.toSet());
        var literals = LITERAL.matcher(scripts)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(HashSet::new));
        // The hosts' own: the page's name.
        literals.add("title");

        assertThat(keys()).allMatch(key -> {
            var base = key.replaceFirst("\\.(one|other)$", "");
            return literals.contains(key)
                    || literals.contains(base)
                    || beginnings.stream().anyMatch(key::startsWith)
                    || endings.stream()
                            .anyMatch(ending -> key.endsWith(ending)
                                    && literals.contains(key.substring(0, key.length() - ending.length())));
        });
    }

    @Test
    void everyLanguageHasAFileWithNoOtherKeys() throws IOException {
        try (var files = Files.list(FILES)) {
            var named = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("Dashboard_"))
                    .map(name -> name.replaceAll("^Dashboard_|\\.properties$", ""))
                    .toList();
            assertThat(DashboardTexts.LANGUAGES)
                    .extracting(Locale::getLanguage)
                    .containsExactlyInAnyOrderElementsOf(
                            java.util.stream.Stream.concat(java.util.stream.Stream.of("en"), named.stream())
                                    .toList());
            for (var language : named) {
                assertThat(keys())
                        .containsAll(read(FILES.resolve("Dashboard_" + language + ".properties"))
                                .stringPropertyNames());
            }
        }
    }

    @Test
    void whateverIsAskedForThereIsAnAnswer() {
        for (var wanted :
                List.of("", "xx", "fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", "en-GB", "q=;;,,", "*", "1".repeat(9_000))) {
            assertThat(DashboardTexts.of(wanted).language()).as(wanted).isEqualTo("en");
        }
        assertThat(DashboardTexts.of("en").get("title")).isEqualTo("APS Deployer");
    }

    /** A Jenkins in Paris isn't French to somebody in London. */
    @Test
    void theLanguageOfTheProcessDoesNotCount() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(DashboardTexts.of("zh").language()).isEqualTo("en");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theyAreOneJsonObject() throws IOException {
        var json = new ObjectMapper().readTree(DashboardTexts.of("en").json());

        assertThat(json.path("title").asText()).isEqualTo("APS Deployer");
        assertThat(json.size()).isEqualTo(keys().size());
    }
}
