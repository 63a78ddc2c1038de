package io.jenkins.plugins.aps.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state that is kept as a file, see {@link Fixture}. */
class JudgeTest {
    /** As few as are worth the name of a set of fixtures. */
    private static final int PAIRS = 60;

    private static final List<Fixture> ALL = Fixture.all();

    static List<Fixture> fixtures() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void judges(Fixture fixture) {
        Judgement judgement = fixture.judge();
        assertThat(List.of(
                        judgement.state() + " " + judgement.reason(),
                        judgement.state() + " " + judgement.ready() + " " + judgement.reason()))
                .contains(fixture.says("expect").orElse("a line '# expect: '"));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void knowsWhereAStateIsFrom(Fixture fixture) {
        assertThat(fixture.text().lines().findFirst().orElse(""))
                .matches("# captured: Kubernetes \\d+\\.\\d+\\.\\d+, .{10,}|# source: .{10,}");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void showsTheReasonThatItNames(Fixture fixture) {
        String reason = fixture.says("reason").orElse("a line '# reason: '");
        assertThat(reason.equals("none") ? fixture.body() + "none" : fixture.body())
                .contains(reason);
    }

    @Test
    void knowsManyPairsOfKindAndReason() {
        assertThat(fixtures().stream()
                        .filter(fixture ->
                                !fixture.says("reason").orElse("none").equals("none"))
                        .map(fixture ->
                                fixture.kind() + " " + fixture.says("reason").orElseThrow())
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(PAIRS);
    }

    static List<Reason> lines() {
        return Reasons.ALL.lines();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void needsEveryLineOfTheTable(Reason line) {
        Reasons others = Reasons.ALL.without(line);
        assertThat(fixtures())
                .as("no fixture notices when '%s' is removed", line.name())
                .anyMatch(fixture -> !fixture.judge(others, Judge.RULES).equals(fixture.judge()));
    }

    static List<Judge.Rule<?>> rules() {
        return Judge.RULES;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void needsEveryRule(Judge.Rule<?> rule) {
        List<Judge.Rule<?>> others =
                Judge.RULES.stream().filter(other -> other != rule).toList();
        assertThat(fixtures())
                .as("no fixture notices when the rule for %s is removed", rule.kind())
                .anyMatch(fixture -> !fixture.judge(Reasons.ALL, others).equals(fixture.judge()));
    }
}
