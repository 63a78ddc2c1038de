package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an adoption makes of what it finds: kept versions that can't be read, images that differ, changes, and an end too early. */
interface RecordRecoveryScenarios extends Scenarios {
    @Scenario
    default void aNewestVersionThatCanNotBeReadIsToldAndTheOneBeforeItIsGoneOnFrom() throws Exception {
        var ask = Ask.of(engine().name("unreadable"));
        var name = ask.application();
        deploy(ask);
        deploy(ask.erp("erp:2"));
        loseRecord(name);
        keepDamaged(name, "3");
        keepDamaged(name, "2147483647");
        keepDamaged(name, "999999999");
        assertThatThrownBy(() -> adopt(aps(), name, true, ""))
                .hasMessageContaining("no higher number than that of kept version 999999999")
                .hasMessageContaining("delete ConfigMap 'app-" + name + ".v999999999'");
        engine().client()
                .configMaps()
                .inNamespace(engine().place().platform())
                .withName("app-" + name + ".v999999999")
                .delete();

        var shown = adopt(aps(), name, true, "");
        assertThat(shown.notes())
                .anySatisfy(note ->
                        assertThat(note).contains("version 3 is kept, but can't be read", "app-" + name + ".v3"))
                .anySatisfy(note -> assertThat(note).contains(".v2147483647", "tells no version"));
        assertThat(shown.applicationVersion()).isEqualTo(2);
        assertThat(shown.runningVersion()).isEqualTo(2);
        adopt(aps(), name, false, shown.digest());
        assertThat(aps().status("", name).status()).isEqualTo(Status.RUNNING);
        assertThat(deploy(ask.erp("erp:3")).applicationVersion())
                .as("a number that is kept is not used again")
                .isEqualTo(4);
        assertThat(image(name)).isEqualTo("erp:3");
        assertThat(Results.of(aps().rollback(ask.version(1), DeployListener.SILENT))
                        .applicationVersion())
                .isEqualTo(5);
        assertThat(undeploy(ask, false).verdict()).isEqualTo(Outcome.GONE);
        assertThat(isGone(name)).isTrue();
    }

    @Scenario
    default void whatWasShownIsRecordedAndNothingElse() throws Exception {
        var ask = Ask.of(engine().name("decided"));
        var name = ask.application();
        deploy(ask);
        loseRecord(name);
        var shown = adopt(aps(), name, true, "");
        assertThat(shown.connectors()).contains(new Adoption.Connector("erp", "erp:1", "erp:1"));
        assertThat(shown.notes()).isEmpty();

        engine().client()
                .apps()
                .deployments()
                .inNamespace(name)
                .withName("connector-erp")
                .edit(live -> {
                    live.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .get(0)
                            .setImage("erp:9");
                    live.getMetadata().getAnnotations().put("aps.jenkins.io/release", "forged/99/\u001b[31m");
                    return live;
                });
        for (var dryRun : new boolean[] {true, false}) {
            assertThatThrownBy(() -> adopt(aps(), name, dryRun, shown.digest()))
                    .isInstanceOf(ApsException.class)
                    .hasMessageContaining("was changed since this was decided")
                    .satisfies(e -> assertThat(((ApsException) e).problems())
                            .singleElement()
                            .matches(problem -> problem.where().equals("basedOnDigest")))
                    .extracting(e -> ((ApsException) e).code())
                    .isEqualTo(ErrorCode.CONFLICT);
        }
        assertThat(aps().status("", name).status()).as("nothing was recorded").isEqualTo(Status.UNKNOWN);

        var again = adopt(aps(), name, true, "");
        assertThat(again.connectors()).contains(new Adoption.Connector("erp", "erp:1", "erp:9"));
        assertThat(again.release()).isEqualTo("holiday/2");
        assertThat(again.notes())
                .anySatisfy(note -> assertThat(note)
                        .contains("Deployment/connector-erp runs image 'erp:9', and version 1 has image 'erp:1'"))
                .anySatisfy(note -> assertThat(note)
                        .contains("of Deployment/connector-erp is not project/number")
                        .doesNotContain("\u001b"));
        assertThat(adopt(aps(), name, false, again.digest()).adopted()).isTrue();
        assertThat(undeploy(ask, false).verdict()).isEqualTo(Outcome.GONE);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "killedAfterWritesAnAdoptionIsDoneAgain: {0}")
    @ValueSource(ints = {1, 2})
    default void killedAfterWritesAnAdoptionIsDoneAgain(int writes) throws Exception {
        var ask = Ask.of(engine().name("halfadopted-" + writes));
        var name = ask.application();
        deploy(ask);
        loseRecord(name);
        // Where our account has no rights of its own, it can't read all before it has a record.
        engine().client()
                .rbac()
                .roleBindings()
                .inNamespace(name)
                .withName("aps-deployer")
                .delete();
        var request = new AdoptRequest(
                Ask.newId(),
                "dora",
                "",
                name,
                "",
                false,
                adopt(aps(), name, true, "").digest(),
                false);
        dieAdopting(request, writes);
        var left = engine().client()
                .configMaps()
                .inNamespace(engine().place().platform())
                .withName("app-" + name)
                .get();
        assertThat(left).as("it was killed after that").isNotNull();

        if (!left.getData().get("application.json").contains("is not complete")) {
            assertThatThrownBy(() -> adopt(aps(), name, false, ""))
                    .hasMessageContaining("has a record already: dora adopted it at")
                    .hasMessageContaining("nothing is left to do");
        } else {
            if (writes == 1) {
                assertThat(aps().status("", name).reason()).contains("is not complete", "adopt the application again");
                assertThat(adopt(aps(), name, true, "").adopted()).isFalse();
            }
            // The second time its own operation, as a step does that is entered again after a restart.
            var adopted = writes == 1 ? adopt(aps(), name, false, "") : aps().adopt(request);
            assertThat(adopted.objects())
                    .extracting(Object::toString)
                    .contains("Deployment/rb", "Secret/postgres-password", "PersistentVolumeClaim/postgres-data");
        }
        recordIsTrue(name);
        assertThat(aps().status("", name).status()).isEqualTo(Status.RUNNING);
        assertThat(undeploy(ask, false).verdict()).isEqualTo(Outcome.GONE);
        assertThat(isGone(name)).isTrue();
    }

    /** After so many writes it reaches the cluster no more. */
    private void dieAdopting(AdoptRequest request, int writes) throws Exception {
        try (var proxy = new Proxy(engine().place().kubeconfig())) {
            var count = new AtomicInteger();
            proxy.rule(each -> {
                var cut = count.get() >= writes;
                // Its record, then its RoleBinding; what asks who it is writes nothing.
                if (each.writes() && !each.path().contains("reviews")) {
                    count.incrementAndGet();
                }
                return cut && (writes == 1 || each.writes()) ? Fate.CUT : Fate.PASS;
            });
            var doomed = engine().open("doomed-adopter-" + writes, proxy::kubeconfig);
            try {
                doomed.adopt(request);
            } catch (ApsException killed) {
                assertThat(killed.code()).isNotEqualTo(ErrorCode.CONFLICT);
            }
            doomed.close();
        }
    }

    /** What says that it is a version, and is none that can be read. */
    private void keepDamaged(String application, String number) {
        engine().client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("app-" + application + ".v" + number)
                        .withNamespace(engine().place().platform())
                        .addToLabels("app.kubernetes.io/managed-by", "aps-deployer")
                        .addToLabels("app.kubernetes.io/part-of", application)
                        .addToLabels("aps.jenkins.io/record", "version")
                        .endMetadata()
                        .withBinaryData(
                                Map.of("descriptor.json.gz", Base64.getEncoder().encodeToString(new byte[] {1, 2, 3})))
                        .build())
                .create();
    }

    private void loseRecord(String application) {
        engine().client()
                .configMaps()
                .inNamespace(engine().place().platform())
                .withName("app-" + application)
                .delete();
    }

    private static Adoption adopt(Aps aps, String application, boolean dryRun, String seen) {
        return aps.adopt(new AdoptRequest(Ask.newId(), "dora", "", application, "", dryRun, seen, false));
    }
}
