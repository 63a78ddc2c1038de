package io.jenkins.plugins.aps.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.aps.core.cluster.ClusterClient;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private static final String POD =
            "{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: a, labels: {app: %s}},"
                    + " status: {initContainerStatuses: [{name: init, ready: %s, restartCount: 2}],"
                    + " containerStatuses: [{name: rb, ready: false, restartCount: 1}, {name: ok, ready: true, restartCount: 9},"
                    + " {name: new, ready: false, restartCount: 0}]}}";

    @ParameterizedTest
    @CsvSource({"apps/v1,Deployment", "apps/v1,StatefulSet", "apps/v1,DaemonSet", "batch/v1,Job"})
    void findsWhatTheUnreadyContainersOfAWorkloadSaid(String version, String kind) {
        List<HasMetadata> view = List.of(
                object(
                        "{apiVersion: %s, kind: %s, metadata: {name: x, namespace: a},"
                                + " spec: {selector: {matchLabels: {app: mine}}}}",
                        version, kind),
                object(POD, "mine-1", "mine", "true"),
                object(POD, "mine-2", "mine", "false"),
                object(POD, "other", "other", "false"));
        Diagnosis diagnosis = Diagnosis.of(new ObjectRef(version, kind, "a", "x"), view, cluster());
        assertThat(diagnosis.log()).containsExactly("mine-1 rb", "mine-2 init", "mine-2 rb");
        assertThat(diagnosis.events()).containsExactly(kind + "/x");
    }

    @ParameterizedTest
    @CsvSource({"batch/v1,Job", "v1,Service"})
    void findsNoPodsWhereNoneAreSelected(String version, String kind) {
        List<HasMetadata> view = List.of(
                object("{apiVersion: %s, kind: %s, metadata: {name: x, namespace: a}, spec: {}}", version, kind),
                object(POD, "some", "some", "false"));
        assertThat(Diagnosis.of(new ObjectRef(version, kind, "a", "x"), view, cluster())
                        .log())
                .isEmpty();
    }

    /** Who may label pods decides how many there are. */
    @Test
    void asksOfManyPodsOnlyTheFirst() {
        var view = new ArrayList<HasMetadata>();
        view.add(object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: x, namespace: a},"
                + " spec: {selector: {matchLabels: {app: mine}}}}"));
        for (int pod = 1; pod <= 40; pod++) {
            view.add(object(POD, "mine-" + pod, "mine", "true"));
        }
        var ref = new ObjectRef("apps/v1", "Deployment", "a", "x");
        assertThat(Diagnosis.of(ref, view, cluster()).log())
                .containsExactly("mine-1 rb", "mine-2 rb", "mine-3 rb", "mine-4 rb", "mine-5 rb");
    }

    /** A node that is gone lets each wait. */
    @Test
    void asksForNoMoreLogsWhenThereIsNoTime() {
        List<HasMetadata> view = List.of(
                object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: x, namespace: a},"
                        + " spec: {selector: {matchLabels: {app: mine}}}}"),
                object(POD, "mine-1", "mine", "false"),
                object(POD, "mine-2", "mine", "false"));
        var ref = new ObjectRef("apps/v1", "Deployment", "a", "x");
        var left = new AtomicInteger(3);
        var diagnosis = Diagnosis.of(ref, view, cluster(), () -> left.getAndDecrement() > 0);
        assertThat(diagnosis.log()).containsExactly("mine-1 init", "mine-1 rb", "mine-2 init");
        assertThat(diagnosis.events()).containsExactly("Deployment/x");
    }

    private static HasMetadata object(String yaml, Object... words) {
        return YAML.unmarshal("---\n" + yaml.formatted(words));
    }

    /** Tells what it was asked. */
    private static ClusterClient cluster() {
        return (ClusterClient) Proxy.newProxyInstance(
                DiagnosisTest.class.getClassLoader(),
                new Class<?>[] {ClusterClient.class},
                (proxy, method, asked) -> method.getName().equals("log")
                        ? List.of(asked[1] + " " + asked[2])
                        : List.of(asked[1] + "/" + asked[2]));
    }
}
