package io.jenkins.plugins.aps.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownNameTest {
    private static final List<String> KNOWN = List.of("users", "role", "groups");

    @Test
    void tellsWhichThereAre() {
        assertThat(UnknownName.problem("colour", KNOWN)).isEqualTo("is unknown here; known are groups, role, users");
        assertThat(UnknownName.problem("colour", List.of())).isEqualTo("is unknown here: nothing can be given");
    }

    @Test
    void asksForTheOneThatWasSurelyMeant() {
        assertThat(UnknownName.problem("Users", KNOWN))
                .isEqualTo("is unknown here; did you mean users? Known are groups, role, users");
        assertThat(UnknownName.problem("rloe", KNOWN)).contains("did you mean role?");
    }

    @Test
    void repeatsNoMoreThanALineOfAName() {
        assertThat(UnknownName.shown("a".repeat(1_000))).hasSize(60);
    }
}
