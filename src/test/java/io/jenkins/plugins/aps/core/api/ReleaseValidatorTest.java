package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.catalog.Catalogs;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.ClusterCredential;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.UiModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleaseValidatorTest {
    private static final Catalog OLD = catalog("old", "process");
    private static final Catalog NEW = catalog("new", "portal");

    /** One without clusters. */
    static ReleaseValidator ofTheBuiltIn() {
        return new ReleaseValidator(settings(), Catalogs.builtIn());
    }

    private static ApsSettings settings(String... catalogs) {
        var clusters = Stream.of(catalogs)
                .map(catalog -> new ClusterSettings(
                        "at-" + catalog, "", "", () -> (ClusterCredential) null, "aps-platform", "", catalog))
                .toList();
        return new ApsSettings(clusters, List.of(), Path.of("unused"), "door", ApsSettings.DEFAULT_TAKEOVER);
    }

    private static Catalog catalog(String version, String ui) {
        return new Catalog(
                version, List.of(), Map.of(), Map.of(ui, new Catalog.Ui(ui, "example.org/ui:1", Map.of(), "test")));
    }

    private static Project withUi(String template) {
        return new Project(
                "holiday",
                "1",
                "",
                Principals.NONE,
                List.of(),
                List.of(),
                List.of(new UiModel("ui/desk.json", "desk", template)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Project judged(String template, String... catalogs) {
        return new ReleaseValidator(settings(catalogs), Catalogs.of(OLD, NEW)).judged(withUi(template));
    }

    @Test
    void whatOnePlatformVersionTakesCanBeDeployedAndTheOthersObjectionsAreNotes() {
        var project = judged("portal", "old", "new");

        assertThat(project.deployable()).isTrue();
        assertThat(project.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("unknownTemplate");
            assertThat(note.message()).contains("the catalog old has no user interface 'portal'; it has process");
        });
    }

    @Test
    void whatNoPlatformVersionOfAClusterTakesCannotBeDeployed() {
        assertThat(judged("portal", "old").problems())
                .extracting(ModelProblem::code)
                .containsExactly("unknownTemplate");
        assertThat(judged("kiosk", "old", "new").deployable()).isFalse();
    }

    @Test
    void saysSoWhereNoPlatformVersionCanBeRead() {
        var project = judged("portal", "gone");

        assertThat(project.deployable()).isTrue();
        assertThat(project.notes()).extracting(ModelProblem::code).containsExactly("notChecked");
    }

    @Test
    void itsBasisTellsWhenAnotherJudgementIsDue() {
        var validator = new ReleaseValidator(settings("old"), Catalogs.of(OLD, NEW));

        assertThat(validator.basis()).isEqualTo(validator.basis());
        assertThat(new ReleaseValidator(settings("old"), Catalogs.of(catalog("old", "other"))).basis())
                .isNotEqualTo(validator.basis());
    }
}
