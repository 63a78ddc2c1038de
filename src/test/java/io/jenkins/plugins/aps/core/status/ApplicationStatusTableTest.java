package io.jenkins.plugins.aps.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.StatusClass;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/status.md}: complete, without a row too many, and what the code does. */
class ApplicationStatusTableTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:10:00Z");
    private static final List<List<String>> TABLE = StatusDocument.rows("operation");

    /** What the services do, by a state that shows it. */
    private static final Map<String, Fixture> SERVICES = Map.of(
            "all current", fixture("deployment-runs"),
            "restarting", fixture("deployment-pod-comes-back"),
            "on their way", fixture("deployment-starting"),
            "failed", fixture("deployment-crashes-often"));

    /** A combination of all that the table asks for. */
    private record Case(OperationType type, Phase phase, Verdict verdict, boolean ran, String services, boolean made) {
        List<String> cells() {
            return List.of(
                    type.json(),
                    verdict == null ? "at work: " + phase.json() : verdict.json(),
                    ran ? "yes" : "no",
                    services,
                    made ? "yes" : "no");
        }

        OperationSummary last() {
            return new OperationSummary("o", type, phase, NOW, null, verdict, "ann", "", "why");
        }

        StatusClass statusClass() {
            return status().status().statusClass(last());
        }

        ApplicationStatus status() {
            var last = last();
            if (services.equals("none there")) {
                return ApplicationStatus.of(
                        last,
                        ran,
                        made,
                        List.of(),
                        List.of(),
                        SERVICES.get("all current").around());
            }
            boolean missing = services.equals("missing");
            Fixture fixture = SERVICES.get(missing ? "all current" : services);
            return ApplicationStatus.of(
                    last, ran, made, missing ? List.of("email") : List.of(), fixture.objects(), fixture.around());
        }
    }

    private static Fixture fixture(String name) {
        return Fixture.read(Fixture.FOLDER.resolve(Path.of(name + ".yaml")));
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        List<String> services = Stream.concat(SERVICES.keySet().stream(), Stream.of("none there", "missing"))
                .toList();
        for (OperationType type : OperationType.values()) {
            for (boolean ran : List.of(true, false)) {
                for (String service : services) {
                    for (boolean made : List.of(true, false)) {
                        Arrays.stream(Phase.values())
                                .forEach(phase -> cases.add(new Case(type, phase, null, ran, service, made)));
                        Arrays.stream(Verdict.values())
                                .forEach(verdict -> cases.add(new Case(type, Phase.DONE, verdict, ran, service, made)));
                    }
                }
            }
        }
        return cases;
    }

    private static int row(Case some) {
        List<String> cells = some.cells();
        for (int row = 0; row < TABLE.size(); row++) {
            if (fits(TABLE.get(row), cells)) {
                return row;
            }
        }
        throw new AssertionError("no row fits " + cells);
    }

    private static boolean fits(List<String> row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            String may = row.get(column);
            if (!may.equals("any") && !List.of(may.split(", ")).contains(cells.get(column))) {
                return false;
            }
        }
        return true;
    }

    @Test
    void isWhatTheCodeDoes() {
        assertThat(cases()).allSatisfy(some -> assertThat(some.status().status().json())
                .as("%s", some.cells())
                .isEqualTo(TABLE.get(row(some)).get(5)));
    }

    @Test
    void hasTheClassOfEachStatus() {
        assertThat(cases()).allSatisfy(some -> assertThat(some.statusClass().json())
                .as("%s", some.cells())
                .isEqualTo(TABLE.get(row(some)).get(6)));
    }

    @Test
    void neverSaysRanOfWhatNeverRan() {
        assertThat(cases().stream()
                        .filter(some -> !some.ran())
                        .filter(some -> some.verdict() != null
                                && some.verdict() != Verdict.SUCCEEDED
                                && some.verdict() != Verdict.ROLLED_BACK)
                        .filter(some ->
                                Set.of("none there", "missing", "failed").contains(some.services())))
                .isNotEmpty()
                .allSatisfy(some -> assertThat(some.statusClass()).isEqualTo(StatusClass.FAILED));
    }

    @Test
    void needsEveryRow() {
        Set<Integer> used = new HashSet<>();
        cases().forEach(some -> used.add(row(some)));
        assertThat(used).hasSize(TABLE.size());
    }

    @Test
    void keepsARunningApplicationRemovableWhileItsPodsMove() {
        assertThat(cases().stream()
                        .filter(some -> some.verdict() == Verdict.SUCCEEDED)
                        .filter(some -> some.type() == OperationType.UPGRADE)
                        .filter(some -> Set.of("restarting", "on their way").contains(some.services())))
                .isNotEmpty()
                .allSatisfy(some -> assertThat(some.statusClass()).isEqualTo(StatusClass.RUNNING));
    }
}
