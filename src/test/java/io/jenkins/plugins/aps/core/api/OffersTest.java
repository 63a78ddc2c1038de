package io.jenkins.plugins.aps.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.aps.core.model.ApplicationName;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ClusterOffer;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the front door offers without asking anybody. */
class OffersTest {
    private static final ClusterSettings CLUSTER = new ClusterSettings(
            "default",
            "https://cluster.example.org",
            "",
            () -> {
                throw new AssertionError("nobody may ask for the credential");
            },
            "platform",
            "https://gateway.example.org",
            "activiti-7");

    @Test
    void clustersAreToldWithTheNamesThatAreTheirOwn() {
        var settings =
                new ApsSettings(List.of(CLUSTER), List.of(), Path.of("never-made"), "test", Duration.ofSeconds(30));
        try (var aps = ApsCore.open(settings)) {
            assertThat(aps.clusters())
                    .extracting(ClusterOffer::name, ClusterOffer::catalog, ClusterOffer::gatewayUrl)
                    .containsExactly(tuple("default", "activiti-7", "https://gateway.example.org"));
            // In a pod that of the pod too.
            assertThat(aps.clusters().get(0).reserved()).contains("default", "platform", "platform-dry-run");
            assertThat(aps.catalogs())
                    .allSatisfy(version ->
                            assertThat(aps.catalog(version).connectors()).containsKey("email"));
        }
    }

    @Test
    void reservedNamesAreRefused() {
        assertThat(ApplicationName.reserved())
                .allSatisfy(name -> assertThat(ApplicationName.problem(name.replace("*", "system")))
                        .hasValueSatisfying(problem -> assertThat(problem).contains("is reserved")));
    }
}
