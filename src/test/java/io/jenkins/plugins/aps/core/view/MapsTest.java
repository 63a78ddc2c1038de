package io.jenkins.plugins.aps.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aps.core.Golden;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.ConnectorModel;
import io.jenkins.plugins.aps.core.model.Diff;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.FieldChange;
import io.jenkins.plugins.aps.core.model.Health;
import io.jenkins.plugins.aps.core.model.HistoryEntry;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ModelProblem;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OperationSummary;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Phase;
import io.jenkins.plugins.aps.core.model.Principals;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.ProcessModel;
import io.jenkins.plugins.aps.core.model.Project;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.ServiceHealth;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UiModel;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Urls;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapsTest {
    private static final Instant T = Instant.parse("2026-11-24T04:00:00Z");
    private static final ObjectRef RB = new ObjectRef("apps/v1", "Deployment", "holiday-request", "rb");
    private static final ObjectRef OLD = new ObjectRef("v1", "ConfigMap", "holiday-request", "files-1-0a1b2c3d4e");

    @Test
    void showsAnInstance() throws Exception {
        Golden.assertSame(
                MapsTest.class, "instance.json", ViewJson.write(InstanceMap.of(instance(Status.UNKNOWN))) + "\n");
    }

    @Test
    void showsAnInstanceInAListInBrief() throws Exception {
        Golden.assertSame(
                MapsTest.class,
                "instances.json",
                ViewJson.write(List.of(InstanceMap.brief(instance(Status.UNKNOWN)))) + "\n");
    }

    @Test
    void showsAnApplicationThatIsNotDeployedWithTheSameKeys() {
        var map = InstanceMap.of(Instance.notDeployed("x", "default"));
        assertThat(map)
                .containsEntry("status", "NotDeployed")
                .containsEntry("createdAt", "")
                .containsEntry("operation", new LinkedHashMap<>())
                .doesNotContainKey("plan")
                .doesNotContainValue(null);
        var with = new ArrayList<>(InstanceMap.of(instance(Status.RUNNING)).keySet());
        with.remove("plan");
        assertThat(map.keySet()).containsExactlyElementsOf(with);
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void showsEveryStatusWithItsClass(Status status) {
        assertThat(InstanceMap.of(instance(status)))
                .containsEntry("status", status.json())
                .containsEntry("statusClass", status.usualClass().json());
    }

    @Test
    void showsAReleaseWithoutDefaultsOfSecrets() throws Exception {
        var text = ViewJson.write(ReleaseMap.of(release(), project()));
        assertThat(text).doesNotContain("s3cret");
        Golden.assertSame(MapsTest.class, "release.json", text + "\n");
        assertThat(ReleaseMap.brief(release())).doesNotContainKeys("contents", "problems");
    }

    @Test
    void showsAnUndeploymentAndAnError() throws Exception {
        var gone = new UndeployResult(
                "holiday-request",
                UndeployResult.Outcome.STUCK,
                "a finalizer holds it",
                List.of(RB),
                List.of(OLD),
                List.of());
        var error = new ApsException(
                        ErrorCode.INVALID_REQUEST, "2 problems", List.of(new Problem("a", "b"), new Problem("c", "d")))
                .of("holiday-request", "op-1");
        Golden.assertSame(
                MapsTest.class,
                "undeploy-and-error.json",
                ViewJson.write(List.of(UndeployMap.of(gone), ErrorMap.of(error))) + "\n");
    }

    @Test
    void writesEveryEventAsOneLine() throws Exception {
        var change = new Change(RB, Change.Action.CREATED, "");
        var a = "holiday-request";
        var o = "op-1";
        var events = List.<DeployEvent>of(
                new DeployEvent.OperationStarted(T, a, o, OperationType.ROLLBACK, "ann", "op-0", false),
                new DeployEvent.Waiting(T, a, o, "for op-0"),
                new DeployEvent.StatusChanged(T, a, o, Status.DEPLOY_STARTED, ""),
                new DeployEvent.Notice(T, a, o, "its data goes with it"),
                new DeployEvent.Planned(
                        T,
                        a,
                        o,
                        "holiday/3",
                        1,
                        List.of(new DeployEvent.PlannedWave(3, "runtime services", List.of(change)))),
                new DeployEvent.WaveStarted(T, a, o, 3, "runtime services", 1),
                new DeployEvent.ObjectApplied(T, a, o, change),
                new DeployEvent.ObjectRemoved(T, a, o, new Change(OLD, Change.Action.REMOVED, "not wanted")),
                new DeployEvent.ObjectProgressed(T, a, o, RB, Health.YELLOW, "0/1", "starting"),
                new DeployEvent.ServiceLog(T, a, o, RB, List.of("line 1\nline \"2\"")),
                new DeployEvent.WaveEnded(T, a, o, 3, "runtime services", Duration.ofMillis(1500)),
                new DeployEvent.OperationSucceeded(
                        T, a, o, OperationType.DEPLOY, Status.RUNNING, 9, 0, Duration.ofSeconds(2)),
                new DeployEvent.OperationFailed(
                        T,
                        a,
                        o,
                        OperationType.DEPLOY,
                        Verdict.FAILED,
                        ErrorCode.FAILED,
                        "rb: no",
                        List.of(),
                        Duration.ZERO));
        assertThat(events).hasSize(DeployEvent.class.getPermittedSubclasses().length);
        var lines = new StringBuilder();
        events.forEach(event -> lines.append(EventJson.line(event)).append('\n'));
        Golden.assertSame(MapsTest.class, "events.jsonl", lines.toString());
    }

    @Test
    void survivesSerializationAndHoldsOnlyPlainTypes() throws Exception {
        for (var map : List.of(InstanceMap.of(instance(Status.RUNNING)), ReleaseMap.of(release(), project()))) {
            assertPlain(map);
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(map);
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(map);
            }
        }
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            assertThat(map.getClass()).isEqualTo(LinkedHashMap.class);
            map.keySet().forEach(key -> assertThat(key).isInstanceOf(String.class));
            map.values().forEach(MapsTest::assertPlain);
        } else if (value instanceof List<?> list) {
            assertThat(list.getClass()).isEqualTo(ArrayList.class);
            list.forEach(MapsTest::assertPlain);
        } else {
            assertThat(value).isInstanceOfAny(String.class, Integer.class, Long.class, Boolean.class);
        }
    }

    private static Instance instance(Status status) {
        return new Instance(
                "holiday-request",
                "holiday-request",
                "default",
                "holiday",
                "holiday/3",
                2,
                "activiti-7",
                status,
                "rb can't pull its image",
                T,
                T.plusMillis(1234),
                new Urls(
                        Map.of("rb", "https://gateway.example.org/holiday-request/rb"),
                        Map.of("portal", "https://gateway.example.org/holiday-request/ui/portal"),
                        "GET https://gateway.example.org/holiday-request/rb/admin/v1/process-instances"),
                List.of(new ServiceHealth(
                        "rb", "Deployment", Health.RED, "can't pull", "0/1", List.of("Failed: pull"), List.of("bye"))),
                new Access(new Principals(List.of("ann"), List.of()), new Principals(List.of(), List.of("hr"))),
                List.of(
                        new HistoryEntry(2, "holiday/3", T, "ann", null),
                        new HistoryEntry(1, "holiday/2", T, "ann", Verdict.SUCCEEDED)),
                new OperationSummary("op-1", OperationType.UPGRADE, Phase.APPLYING, T, null, null, "ann", "job#7", ""),
                List.of(new Change(RB, Change.Action.CONFIGURED, "image")),
                List.of(List.of(new Change(
                        RB,
                        Change.Action.CONFIGURED,
                        "",
                        new Diff(
                                List.of(
                                        new FieldChange("spec.replicas", "3", "1"),
                                        new FieldChange("spec.paused", null, "true")),
                                4,
                                "not checked: x")))));
    }

    private static Release release() {
        return new Release("default", "holiday", 3, "Ann", T, "<b>third</b>", true, "c0ffee", "holiday", "none");
    }

    private static Project project() {
        return new Project(
                "holiday",
                "3",
                "",
                new Principals(List.of("ann"), List.of("hr")),
                List.of(new ProcessModel("processes/p.bpmn20.xml", "p", "Request holiday", List.of())),
                List.of(new ConnectorModel(
                        "connectors/email.json",
                        "email",
                        "email",
                        List.of("SEND"),
                        List.of(
                                new ConnectorModel.Variable("EMAIL_HOST", "host", "localhost", true, false),
                                new ConnectorModel.Variable("EMAIL_PASSWORD", "", "s3cret", false, true)))),
                List.of(new UiModel("ui/portal.json", "portal", "process")),
                List.of("request"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new ModelProblem("forms/x.json", "/a", "notUtf8", "it is not UTF-8")),
                List.of(new ModelProblem("holiday.json", "/x", "unknownField", "'x' is unknown here")));
    }
}
