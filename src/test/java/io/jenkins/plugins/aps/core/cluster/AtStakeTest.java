package io.jenkins.plugins.aps.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import org.junit.jupiter.api.Test;

class AtStakeTest {
    @Test
    void namesTheClaimsOfAStatefulSet() {
        var set = new StatefulSetBuilder()
                .withNewMetadata()
                .withName("postgres")
                .withNamespace("holiday")
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .addNewVolume()
                .withName("files")
                .endVolume()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim("postgres-data", false)
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
        assertThat(AtStake.of(set))
                .contains(
                        "data in PersistentVolumeClaim/postgres-data",
                        "kubectl delete statefulset postgres -n holiday");
    }

    @Test
    void neverTellsToDeleteAClaim() {
        var claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName("postgres-data")
                .withNamespace("holiday")
                .endMetadata()
                .build();
        assertThat(AtStake.of(claim)).contains("would be lost").doesNotContain("kubectl");
    }

    @Test
    void tellsHowToMakeAnewWhatHoldsNoData() {
        assertThat(AtStake.of(TrialSamples.service("holiday", "rb").body()))
                .isEqualTo(
                        "It holds no data: delete it (kubectl delete service rb -n holiday), and the next deployment makes it anew");
    }
}
