package io.jenkins.plugins.aps.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CatalogsTest {
    private static final String EIGHT =
            """
            version: activiti-8
            services: [{name: rb, component: runtime, wave: 3, image: "example.org/rb:8", port: 8080, source: ours}]
            connectors: []
            uis: []
            connectorDefaults: {port: 8080, source: ours}
            uiDefaults: {port: 80, source: ours}
            """;

    private final Catalog catalog = Catalogs.builtIn().get("activiti-7");
    private final AtomicLong clock = new AtomicLong();

    @Test
    void thoseOfAConfigurationAreBesideThoseThatWeShipAndWin() {
        var catalogs = Catalogs.builtIn()
                .with(
                        List.of(
                                new CatalogSettings("activiti-8", "", EIGHT),
                                new CatalogSettings("activiti-7", "", EIGHT.replace("activiti-8", "activiti-7"))),
                        ProxyChoice.none());

        assertThat(catalogs.names()).containsExactly("activiti-7", "activiti-8");
        assertThat(catalogs.get("activiti-8").services().get(0).image()).isEqualTo("example.org/rb:8");
        assertThat(catalogs.get("activiti-7").services()).hasSize(1);
    }

    @Test
    void aBrokenOneIsToldToWhoWantsItAndTakesNoOtherAway() {
        var catalogs = Catalogs.builtIn()
                .with(
                        List.of(
                                new CatalogSettings("broken", "", "version: [\n"),
                                new CatalogSettings(
                                        "strange",
                                        "",
                                        EIGHT.replace("wave: 3,", "wave: 3, surf: 4,")
                                                .replace("activiti-8", "strange")),
                                new CatalogSettings("other", "", EIGHT),
                                new CatalogSettings("empty", "", "")),
                        ProxyChoice.none());

        assertThat(catalogs.get("activiti-7")).isEqualTo(catalog);
        for (var name : List.of("broken", "strange", "other", "empty")) {
            assertThatThrownBy(() -> catalogs.get(name))
                    .asInstanceOf(type(ApsException.class))
                    .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.FAILED))
                    .extracting(Throwable::getMessage)
                    .asString()
                    .startsWith("the configured catalog '" + name + "' can't be used: ");
        }
        assertThatThrownBy(() -> catalogs.get("other")).hasMessageContaining("its file says version 'activiti-8'");
        assertThatThrownBy(() -> catalogs.get("broken")).hasMessageContaining("it is no YAML at line 1");
        assertThatThrownBy(() -> catalogs.get("strange"))
                .hasMessageContaining("services.0.surf is unknown here; known are component, cpu, ");
    }

    @Test
    void aFieldThatNobodyReadsIsAnErrorWhereverItIs() throws IOException {
        var shipped =
                Files.readString(Path.of("src/main/resources/io/jenkins/plugins/aps/core/catalog/activiti-7.yaml"));
        for (var wrong : List.of(
                shipped.replaceFirst("(?m)^services:", "servces:"),
                shipped.replaceFirst("(?m)^    env:", "    evn:"))) {
            var catalogs =
                    Catalogs.builtIn().with(List.of(new CatalogSettings("activiti-7", "", wrong)), ProxyChoice.none());
            assertThatThrownBy(() -> catalogs.get("activiti-7"))
                    .hasMessageContaining("is unknown here")
                    .hasMessageMatching(".*(did you mean services|did you mean env).*");
        }
    }

    @Test
    void oneWithAnAddressIsGotWhenItIsWantedAndAgainAfterAWhile() {
        var asked = new ArrayList<String>();
        var answers = new ArrayDeque<Supplier<String>>();
        var catalogs = Catalogs.builtIn()
                .with(
                        List.of(new CatalogSettings("activiti-8", "https://catalogs.example.org/8", "")),
                        url -> {
                            asked.add(url);
                            return CompletableFuture.supplyAsync(answers.remove(), Runnable::run);
                        },
                        clock::get);
        assertThat(catalogs.names()).containsExactly("activiti-7", "activiti-8");
        assertThat(asked).isEmpty();

        answers.add(() -> {
            throw new ApsException(ErrorCode.UNREACHABLE, "its address does not answer");
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> catalogs.get("activiti-8"))
                    .hasMessage("the configured catalog 'activiti-8' can't be used: its address does not answer")
                    .asInstanceOf(type(ApsException.class))
                    .extracting(ApsException::code)
                    .isEqualTo(ErrorCode.UNREACHABLE);
        }
        clock.addAndGet(Duration.ofSeconds(16).toNanos());
        answers.add(() -> EIGHT);
        assertThat(catalogs.get("activiti-8").services()).hasSize(1);
        catalogs.get("activiti-8");
        assertThat(asked).hasSize(2).containsOnly("https://catalogs.example.org/8");

        clock.addAndGet(Duration.ofMinutes(11).toNanos());
        answers.add(() -> "nonsense");
        assertThat(catalogs.get("activiti-8").services())
                .as("the last that was got")
                .hasSize(1);
        assertThat(asked).hasSize(3);
    }

    @Test
    void oneWhoseAddressHangsKeepsNobodyWaitingWhoHasTheLastOrAsksForManyAnswers() {
        var answers = new ArrayDeque<CompletableFuture<String>>();
        var catalogs = Catalogs.builtIn()
                .with(
                        List.of(new CatalogSettings("activiti-8", "https://catalogs.example.org/8", "")),
                        url -> answers.remove(),
                        clock::get);
        var first = new CompletableFuture<String>();
        answers.add(first);

        assertThatThrownBy(() -> catalogs.last("activiti-8"))
                .hasMessageContaining("is being read for the first time")
                .asInstanceOf(type(ApsException.class))
                .extracting(ApsException::code)
                .isEqualTo(ErrorCode.UNREACHABLE);
        var waiting = CompletableFuture.supplyAsync(() -> catalogs.get("activiti-8"));
        assertThat(catalogs.get("activiti-7")).isEqualTo(catalog);
        assertThat(waiting).isNotDone();
        first.complete(EIGHT);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(catalogs.last("activiti-8"));

        clock.addAndGet(Duration.ofMinutes(11).toNanos());
        var hangs = new CompletableFuture<String>();
        answers.add(hangs);
        for (int i = 0; i < 3; i++) {
            assertThat(catalogs.get("activiti-8").services().get(0).image()).isEqualTo("example.org/rb:8");
        }
        assertThat(answers).as("one is asked for, not three").isEmpty();
        hangs.complete(EIGHT.replace("rb:8", "rb:8.1"));
        assertThat(catalogs.last("activiti-8").services().get(0).image()).isEqualTo("example.org/rb:8.1");
    }

    @Test
    void onlyWhatIsEncryptedIsGotFromElsewhere() {
        for (var url : List.of(
                "http://example.org/8",
                "file:///etc/passwd",
                "ftp://example.org/8",
                "https://u:p@example.org/8",
                "x",
                ":")) {
            var catalogs = Catalogs.builtIn()
                    .with(
                            List.of(new CatalogSettings("activiti-8", url, "")),
                            asked -> {
                                throw new AssertionError(asked);
                            },
                            clock::get);
            assertThatThrownBy(() -> catalogs.get("activiti-8")).as(url).hasMessageContaining("its address ");
        }
    }

    @Test
    void hasTheServicesOfAnApplicationInTheOrderOfTheirWaves() {
        assertThat(catalog.services())
                .extracting(Catalog.Service::name)
                .containsExactly("postgres", "rabbitmq", "rb", "query", "audit");
        assertThat(catalog.services()).extracting(Catalog.Service::wave).isSorted();
        assertThat(catalog.services().stream().flatMap(s -> s.paths().stream()))
                .containsExactly("rb", "query", "audit");
    }

    @Test
    void hasAllDocumentedConnectorsAndUserInterfaces() {
        assertThat(catalog.connectors().keySet())
                .containsExactly(
                        "aspose",
                        "camel",
                        "comprehend",
                        "content",
                        "docusign",
                        "email",
                        "lambda",
                        "rekognition",
                        "rest",
                        "salesforce",
                        "slack",
                        "textract",
                        "twilio");
        assertThat(catalog.uis().keySet()).containsExactly("content", "process");
    }

    @Test
    void marksPasswordsTokensAndKeysAsSecureAndNothingAsRequired() {
        var secure = new TreeMap<String, Boolean>();
        catalog.connectors().values().stream()
                .flatMap(connector -> connector.variables().stream())
                .forEach(variable -> secure.put(variable.name(), variable.secure()));
        assertThat(secure)
                .contains(java.util.Map.entry("EMAIL_PASSWORD", true), java.util.Map.entry("EMAIL_HOST", false));
        assertThat(secure.entrySet())
                .filteredOn(entry -> entry.getKey().matches(".*(PASSWORD|TOKEN|SECRET.*|RSA_KEY|ACCESS_KEY|XOX.)"))
                .allMatch(java.util.Map.Entry::getValue);
        assertThat(catalog.connectors().values().stream().flatMap(c -> c.variables().stream()))
                .noneMatch(ConnectorModel.Variable::required);
    }

    @Test
    void saysWhereEachFactComesFrom() {
        assertThat(catalog.services()).allMatch(service -> !service.source().isEmpty());
        assertThat(catalog.connectors().values())
                .allMatch(connector -> !connector.source().isEmpty());
        assertThat(catalog.uis().values()).allMatch(ui -> !ui.source().isEmpty());
        assertThat(catalog.connector("twilio").orElseThrow().actions()).isEmpty();
        assertThat(catalog.connector("twilio").orElseThrow().source()).contains("not documented");
    }

    @Test
    void sharesTheVariablesOfGroupsAndLetsOwnOnesWin() {
        var rb = catalog.services().get(2);
        assertThat(rb.env()).containsEntry("SERVER_PORT", "8080").containsEntry("SPRING_RABBITMQ_HOST", "rabbitmq");
        assertThat(rb.secretEnv()).containsEntry("SPRING_DATASOURCE_PASSWORD", "postgres-password/password");
        assertThat(catalog.connectorDefaults().env())
                .containsEntry("SPRING_RABBITMQ_HOST", "rabbitmq")
                .doesNotContainKey("SPRING_DATASOURCE_URL");
    }

    @Test
    void namesTheCatalogsThatExistWhenOneDoesNot() {
        assertThatThrownBy(() -> Catalogs.builtIn().get("activiti-9"))
                .hasMessage("There is no catalog 'activiti-9'; there is: activiti-7")
                .asInstanceOf(type(ApsException.class))
                .extracting(ApsException::code)
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void comesBackFromItsJsonUnchanged() {
        var json = Catalogs.toJson(catalog);
        assertThat(Catalogs.fromJson(json)).isEqualTo(catalog);
        assertThat(Catalogs.toJson(Catalogs.fromJson(json))).isEqualTo(json);
    }

    @Test
    void refusesAFieldThatNobodyReads() {
        var yaml =
                "version: x\nservices:\n  - {name: a, component: runtime, wave: 3, image: i, port: 1, source: s, colour: red}\n"
                        + "connectorDefaults: {port: 1, source: s}\nuiDefaults: {port: 1, source: s}\n";
        assertThatThrownBy(() -> CatalogReader.read("x.yaml", yaml))
                .isInstanceOf(ApsException.class)
                .hasMessageContaining("x.yaml")
                .hasMessageContaining("colour");
    }

    @Test
    void whoWantsOneWhoseProxyCanNotBeAskedForIsTold() {
        var catalogs = Catalogs.builtIn()
                .with(List.of(new CatalogSettings("x", "https://localhost:1/x.yaml", "")), address -> {
                    throw new IllegalStateException("no proxies here");
                });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> catalogs.get("x"))
                            .get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ApsException.class);
        }
    }
}
