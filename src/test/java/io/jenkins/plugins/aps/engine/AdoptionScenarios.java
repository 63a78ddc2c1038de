package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;

/** An application whose record was lost, or is looked for in the wrong place. */
interface AdoptionScenarios extends Scenarios {
    @Scenario
    default void aLostRecordIsToldAndBroughtBack() throws Exception {
        var ask = Ask.of(engine().name("lost"));
        var name = ask.application();
        deploy(ask);
        deploy(ask.erp("erp:2"));
        loseRecord(name);

        var status = aps().status("", name);
        assertThat(status.status()).isEqualTo(Status.UNKNOWN);
        assertThat(status.reason()).contains("has no record of it", "adopt the application");
        for (var force : new boolean[] {false, true}) {
            assertThatThrownBy(() -> undeploy(ask, force))
                    .isInstanceOf(ApsException.class)
                    .hasMessageContaining("has no record of it")
                    .hasMessageContaining("not touched");
        }
        assertThat(Results.failure(aps().deploy(ask.again().request(), DeployListener.SILENT)))
                .hasMessageContaining("has no record of it");

        var shown = adopt(aps(), name, true);
        assertThat(shown.adopted()).isFalse();
        assertThat(shown.release()).isEqualTo("holiday/2");
        assertThat(shown.access().administrators().users()).containsExactly("ada");
        assertThat(shown.applicationVersion()).isEqualTo(2);
        assertThat(shown.runningVersion()).isEqualTo(2);
        assertThat(shown.versions()).hasSize(2);
        assertThat(shown.notes()).isEmpty();
        assertThat(shown.objects())
                .extracting(ObjectRef::toString)
                .contains("Deployment/rb", "Service/rb", "Secret/postgres-password", "ConfigMap/access");
        assertThat(aps().status("", name).status()).as("nothing was recorded").isEqualTo(Status.UNKNOWN);

        assertThat(adopt(aps(), name, false).objects()).isEqualTo(shown.objects());
        var back = aps().status("", name);
        assertThat(back.status()).as(back.reason()).isEqualTo(Status.RUNNING);
        assertThat(back.applicationVersion()).isEqualTo(2);
        assertThat(image(name)).isEqualTo("erp:2");
        recordIsTrue(name);
        assertThatThrownBy(() -> adopt(aps(), name, false)).hasMessageContaining("has a record already");

        assertThat(Results.of(aps().rollback(ask.version(1), DeployListener.SILENT))
                        .applicationVersion())
                .isEqualTo(3);
        assertThat(image(name)).isEqualTo("erp:1");
        assertThat(undeploy(ask, false).verdict()).isEqualTo(Outcome.GONE);
        assertThat(isGone(name)).isTrue();
    }

    @Scenario
    default void aPlatformNamespaceThatDoesNotExistIsToldFirstAndNotMade() throws Exception {
        var ask = Ask.of(engine().name("mistyped"));
        deploy(ask);
        var typo = engine().name("platfrom");
        var mistyped = engine().openAt(typo);
        var none = "there is no platform namespace '" + typo + "'";
        assertThat(told(() -> mistyped.status("", ask.application()).reason())).contains(none);
        for (var force : new boolean[] {false, true}) {
            assertThat(told(() -> Results.of(mistyped.undeploy(ask.undeploy(force), DeployListener.SILENT))
                            .reason()))
                    .contains(none);
        }
        assertThat(told(() -> Results.of(mistyped.deploy(ask.again().request(), DeployListener.SILENT))
                        .reason()))
                .contains(none);
        assertThat(told(() -> adopt(mistyped, ask.application(), true).release()))
                .contains(none);
        assertThat(engine().client().namespaces().withName(typo).get())
                .as("nobody made it")
                .isNull();
        assertThat(aps().status("", ask.application()).status()).isEqualTo(Status.RUNNING);
    }

    @Scenario
    default void whatIsNotThereIsNotAdopted() {
        assertThatThrownBy(() -> adopt(aps(), engine().name("nowhere"), true))
                .isInstanceOf(ApsException.class)
                .hasMessageContaining("there is nothing to adopt")
                .extracting(e -> ((ApsException) e).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    private void loseRecord(String application) {
        engine().client()
                .configMaps()
                .inNamespace(engine().place().platform())
                .withName("app-" + application)
                .delete();
    }

    private static Adoption adopt(Aps aps, String application, boolean dryRun) {
        return aps.adopt(new AdoptRequest(Ask.newId(), "dora", "", application, "", dryRun));
    }

    /** A sentence, or the failure instead of it. */
    interface Sentence {
        String get() throws Exception;
    }

    private static String told(Sentence sentence) throws Exception {
        try {
            return sentence.get();
        } catch (ApsException failure) {
            return failure.getMessage();
        }
    }
}
