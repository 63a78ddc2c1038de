package io.jenkins.plugins.aps.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.AdoptRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptCommandTest {
    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
    }

    @Test
    void showsWhatWouldBeRecordedAndRecordsNothing() {
        assertThat(console.run("adopt", "holiday", "--dry-run"))
                .as(console.err())
                .isZero();
        assertThat(console.core.adoptions).extracting(AdoptRequest::dryRun).containsExactly(true);
        assertThat(console.out())
                .contains("release: holiday/1", "Deployment/rb", "Note: version 2 was begun", "Nothing was recorded.");
    }

    @Test
    void whereNobodyCanBeAskedItWantsYes() {
        assertThat(console.run("adopt", "holiday")).isEqualTo(2);
        assertThat(console.err()).contains("--yes: nobody can be asked here");
        assertThat(console.core.adoptions).isEmpty();
        assertThat(console.run("adopt", "holiday", "--yes")).isZero();
        assertThat(console.core.adoptions).extracting(AdoptRequest::dryRun).containsExactly(true, false);
        assertThat(console.out()).contains("is recorded again, as version 2 of holiday/1");
    }

    @Test
    void whoKnowsThatNoOtherInstallationHasItSaysSo() {
        assertThat(console.run("adopt", "holiday", "--yes", "--no-other-installation"))
                .isZero();
        assertThat(console.run("adopt", "holiday", "--dry-run")).isZero();
        assertThat(console.core.adoptions)
                .extracting(AdoptRequest::noOtherInstallation)
                .containsExactly(true, true, false);
    }

    @Test
    void tellsProgramsOneValue() {
        assertThat(console.run("adopt", "holiday", "--yes", "--output", "json")).isZero();
        assertThat(console.core.adoptions).extracting(AdoptRequest::dryRun).containsExactly(false);
        assertThat(console.out()).startsWith("{").contains("\"adopted\" : true");
        assertThat(console.run("adopt", "Holiday", "--dry-run")).isEqualTo(2);
    }

    @Test
    void recordsWhatWasShownAndNothingElse() {
        console.terminal = true;
        console.in = "holiday\n";
        assertThat(console.run("adopt", "holiday")).as(console.err()).isZero();
        assertThat(console.err()).contains("Type its name to record it: ");
        assertThat(console.core.adoptions)
                .extracting(AdoptRequest::basedOnDigest)
                .containsExactly("", "d1ge57");
        assertThat(console.out()).contains("connector erp: erp:1, runs erp:2");
        console.core.adoptions.clear();
        assertThat(console.run("adopt", "holiday", "--yes", "--output", "json", "--based-on-digest", "abc"))
                .isZero();
        assertThat(console.core.adoptions)
                .extracting(AdoptRequest::basedOnDigest)
                .containsExactly("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hollday\n"})
    void anotherNameRecordsNothing(String typed) {
        console.terminal = true;
        console.in = typed;
        assertThat(console.run("adopt", "holiday")).isEqualTo(2);
        assertThat(console.err()).contains("nothing was recorded; --yes asks nothing");
        assertThat(console.core.adoptions).extracting(AdoptRequest::dryRun).containsExactly(true);
    }

    @Test
    void whatKeepsItFromBeingRecordedIsToldBeforeAnythingIsAsked() {
        console.terminal = true;
        console.in = "holiday\n";
        console.core.obstacle = "our account may not look: say --no-other-installation";
        assertThat(console.run("adopt", "holiday")).isEqualTo(3);
        assertThat(console.err()).contains("say --no-other-installation").doesNotContain("Type its name");
        assertThat(console.core.adoptions).extracting(AdoptRequest::dryRun).containsExactly(true);
        assertThat(console.run("adopt", "holiday", "--dry-run")).isZero();
    }
}
