package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.view.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseContentsTest {
    private static final ModelProblem PROBLEM = new ModelProblem("holiday.json", "", "notUtf8", "is not UTF-8");

    private final ReleaseContents contents = new ReleaseContents(5);
    private final List<String> read = new ArrayList<>();

    private static Release release(int version) {
        return Samples.release("models", "holiday", version, false);
    }

    private Project of(int version, int problems) {
        return contents.of(release(version), () -> {
            read.add(String.valueOf(version));
            var all = new ModelProblem[problems];
            java.util.Arrays.fill(all, PROBLEM);
            return Samples.read("holiday", version, false, all).project().orElseThrow();
        });
    }

    @Test
    void readsEachOnce() {
        assertThat(contents.has(release(1))).isFalse();
        assertThat(of(1, 2))
                .isSameAs(of(1, 2))
                .isSameAs(contents.find(release(1)).orElseThrow());
        assertThat(read).containsExactly("1");
    }

    @Test
    void whatIsTooMuchIsReadForWhoAsksAndNotKept() {
        of(1, 3);
        assertThat(of(2, 3).problems()).hasSize(3);
        assertThat(contents.find(release(2))).isEmpty();
        assertThat(contents.has(release(2))).as("to be read by itself").isTrue();
        of(2, 3);
        assertThat(read).containsExactly("1", "2", "2");
        assertThat(of(3, 2)).isSameAs(contents.find(release(3)).orElseThrow());
    }

    @Test
    void whatIsNoReleaseAnyMoreMakesRoom() {
        of(1, 3);
        contents.unreadable(release(4));
        contents.keepOnly(List.of(release(2)));
        assertThat(contents.has(release(1))).isFalse();
        assertThat(contents.has(release(4))).isFalse();
        of(2, 4);
        assertThat(contents.find(release(2))).isPresent();
        contents.keepOnly(List.of(release(2)));
        assertThat(contents.find(release(2))).isPresent();
        of(3, 2);
        assertThat(contents.find(release(3)))
                .as("with the room that is taken counted anew")
                .isEmpty();
    }
}
