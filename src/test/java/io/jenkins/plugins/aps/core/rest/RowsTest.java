package io.jenkins.plugins.aps.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {
    private final List<String> written = new ArrayList<>();
    private final Rows rows = new Rows(application -> {
        written.add(application.name());
        return Map.of("reason", application.instance().status().json());
    });

    @Test
    void anApplicationThatStaysAsItIsIsWrittenOnce() {
        var holiday = RestWorld.running("holiday");

        assertThat(rows.of(holiday).rawValue()).isEqualTo("{\"reason\":\"Running\"}");
        assertThat(rows.of(holiday)).isSameAs(rows.of(holiday));
        rows.of(RestWorld.running("summer"));

        assertThat(written).containsExactly("holiday", "summer");
    }

    @Test
    void oneThatIsAnotherIsWrittenAnew() {
        rows.of(RestWorld.running("holiday"));

        var other = ApplicationEntry.of(RestWorld.running("holiday").instance());

        rows.of(other);
        assertThat(written).containsExactly("holiday", "holiday");
    }
}
