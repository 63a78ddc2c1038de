package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What isn't ours stays as it is, also with force. */
interface OwnershipScenarios extends Scenarios {
    @Scenario
    default void aNamespaceWithoutOurLabelIsNotTouched() throws Exception {
        var name = engine().name("foreign");
        staysUntouched(makeNamespace(name, Map.of("team", "payroll")), false);
    }

    @Scenario
    default void aNamespaceWithOurLabelsAndNoRecordIsNotTouched() throws Exception {
        var name = engine().name("copied");
        staysUntouched(makeNamespace(name, ours(name)), true);
    }

    @Scenario
    default void aNamespaceThatWasMadeAnewByOthersIsNotTouched() throws Exception {
        var ask = Ask.of(engine().name("anew"));
        deploy(ask);
        var namespaces = engine().client().namespaces();
        namespaces.withName(ask.application()).delete();
        namespaces.withName(ask.application()).waitUntilCondition(gone -> gone == null, 60, TimeUnit.SECONDS);
        var theirs = makeNamespace(ask.application(), ours(ask.application()));
        var failure = Results.failure(aps().deploy(ask.erp("erp:2").request(), DeployListener.SILENT));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(isUntouched(theirs)).isTrue();
        var removal = undeploy(ask, true);
        assertThat(removal.verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(removal.reason()).contains("not ours");
        assertThat(isUntouched(theirs)).isTrue();
        // It says that it is this application, and there is no record of it: a status must tell both.
        assertThat(aps().status("", ask.application()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Scenario
    default void aForeignObjectInTheWayIsNotTouched() throws Exception {
        var ask = Ask.of(engine().name("inway")).release(Ask.WITHOUT_ERP);
        deploy(ask);
        var client = engine().client();
        var theirs = client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("connector-erp")
                        .withNamespace(ask.application())
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app", "theirs"))
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        var failure = Results.failure(aps().deploy(ask.release("2").request(), DeployListener.SILENT));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(failure.getMessage() + failure.problems()).contains("connector-erp");
        assertThat(client.resource(theirs).get().getMetadata().getResourceVersion())
                .isEqualTo(theirs.getMetadata().getResourceVersion());
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "aProtectedNameIsRefused: {0}")
    @ValueSource(strings = {"default", "kube-system", "kube-public", "platform"})
    default void aProtectedNameIsRefused(String name) throws Exception {
        var ask = Ask.of(name.equals("platform") ? engine().place().platform() : name);
        assertThat(Results.failure(aps().deploy(ask.request(), DeployListener.SILENT))
                        .code())
                .isIn(ErrorCode.CONFLICT, ErrorCode.INVALID_REQUEST);
        for (var force : new boolean[] {false, true}) {
            try {
                assertThat(undeploy(ask, force).reason()).contains("is not ours; it was not touched");
            } catch (io.jenkins.plugins.aps.core.model.ApsException refused) {
                assertThat(refused.code()).isIn(ErrorCode.CONFLICT, ErrorCode.INVALID_REQUEST);
            }
        }
        var namespace =
                engine().client().namespaces().withName(ask.application()).get();
        if (namespace != null) {
            assertThat(namespace.getMetadata().getDeletionTimestamp()).isNull();
            assertThat(namespace.getMetadata().getLabels()).doesNotContainKey("app.kubernetes.io/part-of");
        }
    }

    /** @param labelled whether the namespace says that it is the application */
    private void staysUntouched(ConfigMap theirs, boolean labelled) throws Exception {
        var name = theirs.getMetadata().getNamespace();
        var ask = Ask.of(name);
        var failure = Results.failure(aps().deploy(ask.request(), DeployListener.SILENT));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(failure).hasMessageContaining(name);
        var status = aps().status("", name);
        assertThat(status.status()).isEqualTo(labelled ? Status.UNKNOWN : Status.NOT_DEPLOYED);
        assertThat(status.applicationVersion()).as("no record is left").isZero();
        for (var force : new boolean[] {false, true}) {
            if (labelled) {
                assertThat(Results.failure(aps().undeploy(ask.undeploy(force), DeployListener.SILENT)))
                        .hasMessageContaining("not touched");
            } else {
                var removal = undeploy(ask, force);
                assertThat(removal.verdict()).isEqualTo(UndeployResult.Outcome.GONE);
                assertThat(removal.reason()).contains("not touched");
            }
        }
        assertThat(isUntouched(theirs)).isTrue();
        assertThat(objects(name)).isEmpty();
    }

    /** @return something of theirs in it */
    private ConfigMap makeNamespace(String name, Map<String, String> labels) {
        engine().client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
        return engine().client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("theirs")
                        .withNamespace(name)
                        .endMetadata()
                        .addToData("precious", "yes")
                        .build())
                .create();
    }

    private boolean isUntouched(ConfigMap theirs) {
        var client = engine().client();
        var namespace = client.namespaces()
                .withName(theirs.getMetadata().getNamespace())
                .get();
        var now = client.resource(theirs).get();
        return namespace.getMetadata().getDeletionTimestamp() == null
                && now.getMetadata()
                        .getResourceVersion()
                        .equals(theirs.getMetadata().getResourceVersion());
    }

    private static Map<String, String> ours(String application) {
        return Map.of(
                "app.kubernetes.io/managed-by",
                "aps-deployer",
                "app.kubernetes.io/part-of",
                application,
                "type",
                "application");
    }
}
