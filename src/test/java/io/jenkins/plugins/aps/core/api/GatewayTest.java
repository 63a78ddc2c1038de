package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.api.Gateway.Choice;
import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private static final Optional<String> RECORDED = Optional.of("https://recorded.example.org");
    private static final String SECRET = "https://ada:hunter2@gateway.example.org/apps";

    @Test
    void whatIsSetComesFirstThenWhatIsRecorded() {
        assertThat(new Gateway(false, "https://set.example.org").given(RECORDED))
                .isEqualTo(new Choice("https://set.example.org", List.of()));
        assertThat(new Gateway(false, "").given(RECORDED)).isEqualTo(new Choice(RECORDED.get(), List.of()));
        assertThat(new Gateway(false, "").given(Optional.empty())).isEqualTo(new Choice("", List.of()));
    }

    @Test
    void noneIsThereWhereNoneIsAskedFor() {
        assertThat(new Gateway(true, "https://set.example.org").given(RECORDED)).isEqualTo(new Choice("", List.of()));
    }

    @Test
    void aVersionAsItWasHasItsOwn() {
        var kept = new Kept("{}", "{}");

        assertThat(new Gateway(false, "https://set.example.org").recorded(kept.reachedAt(RECORDED.get())))
                .isEqualTo(new Choice(RECORDED.get(), List.of()));
        assertThat(new Gateway(false, "https://set.example.org")
                        .recorded(kept.reachedAt(""))
                        .url())
                .isEmpty();
        assertThat(new Gateway(false, "https://set.example.org").recorded(kept).url())
                .as("of former days, which tells nothing")
                .isEqualTo("https://set.example.org");
    }

    /** Settings and records of former days: neither a password nor a path goes on from there, and that is told. */
    @Test
    void onlyTheAddressOfWhatIsSetOrRecordedIsTaken() {
        for (var choice : List.of(
                new Gateway(false, SECRET).given(Optional.empty()),
                new Gateway(false, "").given(Optional.of(SECRET)),
                new Gateway(false, "").recorded(new Kept("{}", "{}").reachedAt(SECRET)))) {
            assertThat(choice.url()).isEqualTo("https://gateway.example.org");
            assertThat(choice.notes())
                    .singleElement()
                    .asString()
                    .contains("gateway URL holds more than an address")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void whatIsNoAddressAtAllIsTakenForNone() {
        var choice = new Gateway(false, "").given(Optional.of("gateway of hunter2"));
        assertThat(choice.url()).isEmpty();
        assertThat(choice.notes())
                .singleElement()
                .asString()
                .contains("The recorded gateway URL is no http or https address")
                .doesNotContain("hunter2");
    }
}
