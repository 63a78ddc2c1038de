package io.jenkins.plugins.aps.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTextTest {
    @Test
    void quotesWhatAShellWouldChange() {
        assertThat(CommandText.of(List.of("deploy", "a", "--variables", "x={\"A\":\"it's\"}")))
                .isEqualTo("deploy a --variables 'x={\"A\":\"it'\\''s\"}'");
    }

    @Test
    void breaksLongCommandsBeforeAnOption() {
        var text = CommandText.of(List.of("deploy", "--project", "p".repeat(60), "--release", "r".repeat(40)));
        assertThat(text).isEqualTo("deploy --project " + "p".repeat(60) + " \\\n    --release " + "r".repeat(40));
    }
}
