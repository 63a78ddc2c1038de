package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Known;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import io.jenkins.plugins.aps.core.plan.PlannedObject.Mode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnchangedTest {
    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", "aps-deployer");
    private static final ObjectMeta INTENDED = new ObjectMetaBuilder()
            .withName("rb")
            .withNamespace("holiday")
            .withLabels(LABELS)
            .withAnnotations(Map.of("aps.jenkins.io/release", "holiday/1"))
            .build();
    private static final PlannedObject DEPLOYMENT =
            planned(new DeploymentBuilder().withMetadata(INTENDED).build(), Mode.APPLY);
    private static final PlannedObject SERVICE =
            planned(new ServiceBuilder().withMetadata(INTENDED).build(), Mode.APPLY);
    private static final PlannedObject VOLUME =
            planned(new ServiceBuilder().withMetadata(INTENDED).build(), Mode.CREATE_ONCE);

    private static PlannedObject planned(HasMetadata body, Mode mode) {
        var meta = body.getMetadata();
        var namespace = meta.getNamespace() == null ? "" : meta.getNamespace();
        return new PlannedObject(
                new ObjectRef(body.getApiVersion(), body.getKind(), namespace, meta.getName()), body, "same", mode);
    }

    private static Known known(String uid, String hash, long generation, String version) {
        return new Known(uid, hash, generation, version, Set.of());
    }

    private static ObjectMetaBuilder seen() {
        return new ObjectMetaBuilder(INTENDED)
                .withUid("u1")
                .withResourceVersion("7")
                .addToLabels("of", "somebody else")
                .addToAnnotations("aps.jenkins.io/operation", "op-1");
    }

    private static boolean skipped(PlannedObject planned, Known known, ObjectMeta seen) {
        return Unchanged.of(planned, known, seen).isPresent();
    }

    @Test
    void whatHasAGenerationIsUnchangedAtTheRecordedOne() {
        var known = known("u1", "same", 3, "");
        assertThat(Unchanged.of(DEPLOYMENT, known, seen().withGeneration(3L).build()))
                .contains(new Written(Written.Outcome.UNCHANGED, "u1", 3, "7"));
        assertThat(skipped(DEPLOYMENT, known, seen().withGeneration(4L).build()))
                .as("changed by somebody else")
                .isFalse();
        assertThat(skipped(DEPLOYMENT, known, seen().withGeneration(2L).build()))
                .as("a watch that lags behind")
                .isFalse();
    }

    @Test
    void whatHasNoGenerationIsUnchangedAtTheRecordedVersion() {
        assertThat(skipped(SERVICE, known("u1", "same", 0, "7"), seen().build()))
                .isTrue();
        assertThat(skipped(SERVICE, known("u1", "same", 0, "6"), seen().build()))
                .as("changed by somebody else")
                .isFalse();
        assertThat(skipped(SERVICE, known("u1", "same", 0, ""), seen().build()))
                .as("recorded by a deployer that did not record versions")
                .isFalse();
    }

    @Test
    void anotherIntentIsWritten() {
        assertThat(skipped(SERVICE, known("u1", "other", 0, "7"), seen().build()))
                .isFalse();
        assertThat(skipped(SERVICE, known("", "same", 0, "7"), seen().build()))
                .as("not known to be ours")
                .isFalse();
    }

    @Test
    void whatIsGoneOrGoingOrAnotherIsWritten() {
        var known = known("u1", "same", 0, "7");
        assertThat(skipped(SERVICE, known, null)).isFalse();
        assertThat(skipped(SERVICE, known, seen().withUid("u2").build())).isFalse();
        assertThat(skipped(
                        SERVICE,
                        known,
                        seen().withDeletionTimestamp("2026-01-01T00:00:00Z").build()))
                .isFalse();
    }

    @Test
    void aLabelOrAnnotationThatWasTakenAwayComesBack() {
        var known = known("u1", "same", 3, "");
        var whole = seen().withGeneration(3L);
        assertThat(skipped(DEPLOYMENT, known, whole.withLabels(Map.of()).build()))
                .isFalse();
        assertThat(skipped(DEPLOYMENT, known, whole.withLabels(null).build())).isFalse();
        assertThat(skipped(
                        DEPLOYMENT,
                        known,
                        whole.withLabels(LABELS).withAnnotations(Map.of()).build()))
                .isFalse();
        assertThat(skipped(
                        DEPLOYMENT,
                        known,
                        whole.withAnnotations(Map.of("aps.jenkins.io/release", "holiday/2"))
                                .build()))
                .isFalse();
    }

    @Test
    void whatIsMadeOnceOnlyHasToBeThere() {
        assertThat(skipped(VOLUME, known("u1", "other", 0, ""), seen().build())).isTrue();
        assertThat(skipped(
                        VOLUME,
                        known("u1", "other", 0, ""),
                        seen().withLabels(Map.of()).build()))
                .isFalse();
    }

    @Test
    void aNamespaceIsItsLabels() {
        var labelled = new ObjectMetaBuilder().withName("holiday").withLabels(LABELS);
        var namespace =
                planned(new NamespaceBuilder().withMetadata(labelled.build()).build(), Mode.APPLY);
        var known = known("u1", "same", 0, "1");
        assertThat(skipped(namespace, known, labelled.withUid("u1").build())).isTrue();
        assertThat(skipped(namespace, known, labelled.withLabels(Map.of()).build()))
                .isFalse();
    }
}
