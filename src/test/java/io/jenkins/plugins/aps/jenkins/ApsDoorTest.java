package io.jenkins.plugins.aps.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.model.ApsException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApsDoorTest {
    private final List<FakeAps> opened = new ArrayList<>();
    private final FakeJenkins jenkins = FakeJenkins.install(settings -> {
        var aps = new FakeAps();
        opened.add(aps);
        return aps;
    });

    @AfterEach
    void close() {
        jenkins.close();
    }

    @Test
    void opensTheCoreOnce() {
        try (var first = jenkins.door().enter();
                var second = jenkins.door().enter()) {
            assertThat(first.aps()).isSameAs(second.aps());
        }
        assertThat(opened).singleElement().satisfies(aps -> assertThat(aps.closed)
                .isZero());
    }

    @Test
    void whatRunsKeepsTheConfigurationThatItBeganWith() {
        var before = jenkins.door().enter();
        jenkins.door().configurationChanged();
        var after = jenkins.door().enter();
        assertThat(after.aps()).isNotSameAs(before.aps());
        assertThat(opened.get(0).closed).isZero();
        before.close();
        before.close();
        assertThat(opened.get(0).closed).isEqualTo(1);
        assertThat(opened.get(1).closed).isZero();
        after.close();
        assertThat(opened.get(1).closed).isZero();
    }

    @Test
    void shuttingDownLetsGoOfEverything() {
        var before = jenkins.door().enter();
        jenkins.door().configurationChanged();
        var after = jenkins.door().enter();
        jenkins.shutDown();
        assertThat(opened).allSatisfy(aps -> assertThat(aps.closed).isEqualTo(1));
        assertThat(before.interrupted() && after.interrupted()).isTrue();
        assertThatThrownBy(jenkins.door()::enter).isInstanceOf(ApsException.class);
    }
}
