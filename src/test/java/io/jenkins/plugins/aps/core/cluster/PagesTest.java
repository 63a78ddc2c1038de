package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.cluster.Pages.Page;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final ObjectRef SECRETS = new ObjectRef("v1", "Secret", "holiday", "");

    private final AtomicInteger asked = new AtomicInteger();

    private static Page<String> page(List<String> items, String next) {
        return new Page<>(items, next, 1_000);
    }

    private List<String> all(Function<String, Page<String>> read) {
        return Pages.all("test", SECRETS, "/secrets", "labelSelector=x", at -> {
            // What is not bounded would never end.
            assertThat(asked.incrementAndGet()).isLessThanOrEqualTo(Pages.MOST_PAGES);
            return read.apply(at);
        });
    }

    @Test
    void readsPageAfterPageUntilOneDoesNotGoOn() {
        assertThat(all(at -> switch (at) {
                    case "/secrets?limit=500&labelSelector=x" -> page(List.of("a"), "m/1");
                    case "/secrets?limit=500&labelSelector=x&continue=m%2F1" -> page(List.of("b"), "");
                    default -> throw new AssertionError(at);
                }))
                .containsExactly("a", "b");
    }

    @Test
    void refusesAListThatGoesOnWithWhatWasReadAlready() {
        assertThatThrownBy(() -> all(at -> page(List.of(), at.endsWith("a") ? "b" : "a")))
                .isInstanceOfSatisfying(
                        ApsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED))
                .hasMessage(
                        "cluster 'test' does not end its list of secrets in namespace 'holiday': a page says that it"
                                + " goes on with one that was read already: look at what answers at the cluster's address");
        assertThat(asked).hasValue(3);
    }

    @Test
    void refusesAListOfEmptyPagesThatAlwaysGoesOn() {
        assertThatThrownBy(() -> all(at -> page(List.of(), "n" + asked)))
                .hasMessageContaining("it has more than 1000 pages");
    }

    @Test
    void refusesMoreObjectsThanAnyClusterHas() {
        var many = Collections.nCopies(Pages.SIZE, "x");
        assertThatThrownBy(() -> all(at -> page(many, "n" + asked)))
                .hasMessageContaining("there are more than 100000: remove what nobody needs");
        assertThat(asked).hasValue(Pages.MOST / Pages.SIZE + 1);
    }

    @Test
    void refusesObjectsThatAreTooLargeInAll() {
        assertThatThrownBy(() -> all(at -> new Page<>(List.of("x"), "n" + asked, BoundedAnswer.LONGEST)))
                .hasMessageContaining("it has more than 256 MiB: remove what nobody needs");
        assertThat(asked).hasValue(5);
    }
}
