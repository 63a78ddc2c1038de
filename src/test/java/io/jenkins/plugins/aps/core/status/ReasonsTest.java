package io.jenkins.plugins.aps.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.status.Trouble.Heals;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void areThoseOfTheDocument() {
        assertThat(StatusDocument.rows("said by"))
                .isEqualTo(Reasons.ALL.lines().stream()
                        .map(line -> List.of(
                                line.where().words(), "`" + line.name() + "`", line.words(), time(line.heals())))
                        .toList());
    }

    @Test
    void areToldOnceEach() {
        assertThat(Reasons.ALL.lines().stream()
                        .map(line -> line.where() + " " + line.name())
                        .toList())
                .doesNotHaveDuplicates();
    }

    private static String time(Heals heals) {
        return switch (heals) {
            case NEVER -> "not at all: fails at once";
            case SOON ->
                Patience.GRACE.toSeconds() + " s; at one look "
                        + Patience.GRACE.plus(Patience.LONGEST_BACK_OFF).toMinutes() + " min";
            case BY_RESTARTING -> Trouble.RESTARTS + " restarts";
            case WITH_TIME -> "component timeout; at one look " + Patience.OTHERS_TIME.toMinutes() + " min";
        };
    }
}
