package io.jenkins.plugins.aps.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.Diff;
import io.jenkins.plugins.aps.core.model.FieldChange;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanPrinterTest {
    private static final ObjectRef RB = new ObjectRef("apps/v1", "Deployment", "holiday", "rb");
    private static final ObjectRef OLD = new ObjectRef("v1", "Service", "holiday", "old");

    private static final List<List<Change>> PLAN = List.of(
            List.of(new Change(
                    RB,
                    Change.Action.CONFIGURED,
                    "",
                    new Diff(
                            List.of(
                                    new FieldChange("spec.replicas", "3", "1"),
                                    new FieldChange("spec.image", null, "x\u001b[31m"),
                                    new FieldChange("spec.paused", "true", null)),
                            1,
                            "not checked: webhook"))),
            List.of(new Change(OLD, Change.Action.REMOVED, "no longer wanted")));

    @Test
    void tellsWaveByWaveAndFieldByField() {
        assertThat(printed(Style.PLAIN).lines())
                .containsExactly(
                        "",
                        "Wave 1 of 2",
                        "  would change Deployment/rb",
                        "      spec.replicas: 3 -> 1",
                        "      spec.image: + x<U+001B>[31m",
                        "      spec.paused: - true",
                        "      and 1 field more",
                        "Wave 2 of 2",
                        "  would remove Service/old: no longer wanted",
                        "Deployment/rb: not checked: webhook",
                        "Dry run: nothing was changed. 1 to change, 1 to remove.");
    }

    @Test
    void hasColoursOnTerminalsOnly() {
        assertThat(printed(Style.PLAIN)).doesNotContain("\u001b");
        assertThat(printed(new Style(true, true, true, 80)))
                .contains("spec.replicas: \u001b[31m3\u001b[0m -> \u001b[32m1\u001b[0m");
    }

    private static String printed(Style style) {
        var bytes = new ByteArrayOutputStream();
        new PlanPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), style).print(PLAN);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
