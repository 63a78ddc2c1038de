package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Written;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.status.Judgement;
import io.jenkins.plugins.aps.core.status.Patience;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgingTest {
    private static final ObjectRef REF = new ObjectRef("networking.k8s.io/v1", "Ingress", "holiday", "rb");
    private static final Written WRITTEN = new Written(Written.Outcome.CREATED, "u-ours", 1, "5");

    @Test
    void anObjectOfTheSameNameInAnotherNamespaceIsAnother() {
        assertThat(judge(ingress("aaa", "u-other"), ingress("holiday", "u-ours"))
                        .state())
                .isEqualTo(Judgement.State.CURRENT);
        assertThat(judge(ingress("aaa", "u-other")).reason()).isEqualTo("not yet seen");
    }

    @Test
    void whatWasThereAndIsNoMoreHasFailed() {
        var known = new HashSet<ObjectRef>();
        assertThat(judge(known).state()).isEqualTo(Judgement.State.IN_PROGRESS);
        assertThat(judge(known, ingress("holiday", "u-other")).state()).isEqualTo(Judgement.State.IN_PROGRESS);
        assertThat(judge(known).state()).as("ours was never there").isEqualTo(Judgement.State.IN_PROGRESS);
        judge(known, ingress("holiday", "u-ours"));
        assertThat(judge(known)).isEqualTo(Judgement.failed("somebody deleted it meanwhile", ""));
    }

    private static Judgement judge(HasMetadata... view) {
        return judge(new HashSet<>(), view);
    }

    private static Judgement judge(Set<ObjectRef> known, HasMetadata... view) {
        return new Judging(List.of(view), known, Patience.atOneLook(Records.T0))
                .judge(List.of(REF), Map.of(REF, WRITTEN))
                .get(REF);
    }

    private static HasMetadata ingress(String namespace, String uid) {
        return new IngressBuilder()
                .withNewMetadata()
                .withName("rb")
                .withNamespace(namespace)
                .withUid(uid)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
    }
}
