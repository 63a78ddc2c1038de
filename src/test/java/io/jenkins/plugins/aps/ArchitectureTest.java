package io.jenkins.plugins.aps;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the rooms: docs/architecture.md, section 3, and each room's package-info. */
class ArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.aps.";
    private static final String CORE = ROOT + "core.";
    private static final List<String> ROOMS = List.of(
            "api",
            "model",
            "event",
            "source",
            "descriptor",
            "catalog",
            "plan",
            "status",
            "cluster",
            "run",
            "view",
            "rest");
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.jenkins.plugins.aps");
    }

    @ParameterizedTest
    @CsvSource({
        "model,model",
        "event,event model",
        "source,source model",
        "descriptor,descriptor model source",
        "catalog,catalog model",
        "plan,plan model",
        "status,status model",
        "cluster,cluster model plan status",
        "run,run model event plan status cluster",
        "view,view model event",
        "rest,rest api model event view",
    })
    void aRoomImportsOnlyWhatItMay(String room, String may) {
        List<String> others = new ArrayList<>(ROOMS);
        others.removeAll(List.of(may.split(" ")));
        noClasses()
                .that()
                .resideInAPackage(CORE + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        others.stream().map(other -> CORE + other + "..").toArray(String[]::new))
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void theCoreKnowsNothingOfJenkinsNorOfItsDoors() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "hudson..", "jenkins..", "org.kohsuke..", "org.jenkinsci..", ROOT + "jenkins..", ROOT + "cli..")
                .check(classes);
    }

    @ParameterizedTest
    @CsvSource({
        "org.eclipse.jgit..,source",
        "io.fabric8.kubernetes.client..,cluster",
        "io.fabric8.kubernetes.api..,plan status cluster run api",
        "io.fabric8.mockwebserver..,",
    })
    void aLibraryIsKnownInItsRoomsOnly(String library, String rooms) {
        String[] known = rooms == null
                ? new String[] {ROOT + "none"}
                : List.of(rooms.split(" ")).stream()
                        .map(room -> CORE + room + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "core..")
                .and()
                .resideOutsideOfPackages(known)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(classes);
    }

    @Test
    void onlyTheStandAloneServerKnowsAServer() {
        noClasses()
                .that()
                .resideInAPackage("io.jenkins.plugins.aps..")
                .and()
                .resideOutsideOfPackages(ROOT + "cli.serve..", ROOT + "jenkins..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .check(classes);
    }

    @ParameterizedTest
    @CsvSource({"jenkins,cli", "cli,jenkins"})
    void aDoorKnowsTheFrontDoorOnly(String door, String other) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + door + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + other + "..",
                        CORE + "source..",
                        CORE + "descriptor..",
                        CORE + "catalog..",
                        CORE + "plan..",
                        CORE + "status..",
                        CORE + "cluster..",
                        CORE + "run..")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void noRoomsImportEachOtherInACircle() {
        slices().matching(CORE + "(*)..").should().beFreeOfCycles().check(classes);
    }
}
