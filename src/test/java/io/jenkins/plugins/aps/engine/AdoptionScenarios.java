package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult.Outcome;
import io.jenkins.plugins.aps.core.view.ApplicationEntry;
import java.util.HashMap;

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
        assertThat(aps().statuses(""))
                .as("a list does not hide it")
                .filteredOn(each -> each.application().equals(name))
                .containsExactly(status);
        engine().until("the page shows that it can be adopted", () -> isShownAsAdoptable(name));
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
        engine().until("the page shows that it has its record", () -> !isShownAsAdoptable(name));
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

    @Scenario
    default void aDryRunOfAdoptingWritesNothingAndTakesNoRights() throws Exception {
        var ask = Ask.of(engine().name("dryadopt"));
        var name = ask.application();
        deploy(ask);
        loseRecord(name);
        // Another installation's: its account has the rights in there.
        bind(name, "aps-other");
        var before = binding(name);
        for (var dryRun : new boolean[] {true, false}) {
            assertThatThrownBy(() -> adopt(aps(), name, dryRun))
                    .isInstanceOf(ApsException.class)
                    .hasMessageContaining("RoleBinding 'aps-deployer' in namespace '" + name + "'")
                    .hasMessageContaining("another installation")
                    .extracting(e -> ((ApsException) e).code())
                    .isEqualTo(ErrorCode.CONFLICT);
        }
        assertThat(binding(name)).isEqualTo(before);
        assertThat(aps().status("", name).status()).as("nothing was recorded").isEqualTo(Status.UNKNOWN);

        // It is no more, and with it our rights.
        bindings(name).delete();
        assertThat(adopt(aps(), name, true).adopted()).isFalse();
        assertThat(bindings(name).get()).as("a dry run binds nothing").isNull();
        var adopted = adopt(aps(), name, false);
        assertThat(adopted.objects())
                .extracting(ObjectRef::toString)
                .contains("Deployment/rb", "Secret/postgres-password", "PersistentVolumeClaim/postgres-data");
        recordIsTrue(name);
        assertThat(undeploy(ask, false).verdict()).isEqualTo(Outcome.GONE);
        assertThat(isGone(name)).isTrue();
    }

    @Scenario
    default void aNamespaceThatWeMakeTellsItsInstallationAndAnotherDoesNotAdoptIt() throws Exception {
        var ask = Ask.of(engine().name("labelled"));
        var name = ask.application();
        deploy(ask);
        var ours = engine().place().platform();
        assertThat(namespace(name).getMetadata().getLabels()).containsEntry("aps.jenkins.io/platform", ours);
        loseRecord(name);
        relabel(name, "aps-other");
        for (var dryRun : new boolean[] {true, false}) {
            assertThatThrownBy(() -> adopt(aps(), name, dryRun))
                    .hasMessageContaining("another installation's, whose platform namespace is 'aps-other'");
        }
        assertThat(aps().statuses(""))
                .as("what is another's is not in our list")
                .extracting(Instance::application)
                .doesNotContain(name);
        relabel(name, ours);
        assertThat(adopt(aps(), name, false).adopted()).isTrue();
        assertThat(undeploy(ask, false).verdict()).isEqualTo(Outcome.GONE);
    }

    @Scenario
    default void whereOthersCanNotBeSeenAPersonSaysThatThereIsNone() throws Exception {
        var ask = Ask.of(engine().name("unseen"));
        var name = ask.application();
        deploy(ask);
        loseRecord(name);
        // As one that was made before namespaces told it.
        relabel(name, null);
        var shown = adopt(aps(), name, true);
        var mayLook = shown.notes().isEmpty();
        assertThat(mayLook).isEqualTo(engine().place().mayListAll());
        if (!mayLook) {
            assertThat(shown.notes()).singleElement().asString().contains("may not look", "noOtherInstallation");
            assertThatThrownBy(() -> adopt(aps(), name, false))
                    .hasMessageContaining("may not look", "--no-other-installation")
                    .extracting(e -> ((ApsException) e).code())
                    .isEqualTo(ErrorCode.CONFLICT);
            assertThat(aps().status("", name).status()).isEqualTo(Status.UNKNOWN);
        }
        assertThat(aps().adopt(new AdoptRequest(Ask.newId(), "dora", "", name, "", false, "", true))
                        .adopted())
                .isTrue();
        deploy(ask.erp("erp:2"));
        assertThat(namespace(name).getMetadata().getLabels())
                .as("a deployment that writes it says it")
                .containsEntry("aps.jenkins.io/platform", engine().place().platform());
        assertThat(undeploy(ask, false).verdict()).isEqualTo(Outcome.GONE);
    }

    @Scenario
    default void labelsAloneAreNoApplication() {
        var name = engine().name("barelabels");
        engine().client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("app.kubernetes.io/managed-by", "aps-deployer")
                        .addToLabels("app.kubernetes.io/part-of", name)
                        .endMetadata()
                        .build())
                .create();
        for (var dryRun : new boolean[] {true, false}) {
            assertThatThrownBy(() -> aps().adopt(new AdoptRequest(Ask.newId(), "dora", "", name, "", dryRun, "", true)))
                    .hasMessageContaining("nothing but its labels says");
        }
        engine().client().namespaces().withName(name).delete();
    }

    private boolean isShownAsAdoptable(String name) {
        return aps().readModel()
                .snapshot()
                .cluster("default")
                .flatMap(cluster -> cluster.find(name))
                .filter(ApplicationEntry::isAdoptable)
                .isPresent();
    }

    private Namespace namespace(String name) {
        return engine().client().namespaces().withName(name).get();
    }

    /** @param platform null: it does not tell */
    private void relabel(String name, String platform) {
        engine().client().namespaces().withName(name).edit(live -> {
            var labels = new HashMap<>(live.getMetadata().getLabels());
            if (platform == null) {
                labels.remove("aps.jenkins.io/platform");
            } else {
                labels.put("aps.jenkins.io/platform", platform);
            }
            live.getMetadata().setLabels(labels);
            return live;
        });
    }

    private Resource<RoleBinding> bindings(String namespace) {
        return engine().client().rbac().roleBindings().inNamespace(namespace).withName("aps-deployer");
    }

    private String binding(String namespace) {
        var found = bindings(namespace).get();
        return found.getMetadata().getResourceVersion() + found.getSubjects();
    }

    private void bind(String namespace, String platform) {
        bindings(namespace).delete();
        engine().client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("aps-deployer")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "aps-deployer-application")
                        .addNewSubject("", "ServiceAccount", "aps-deployer", platform)
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

    private static Adoption adopt(Aps aps, String application, boolean dryRun) {
        return aps.adopt(new AdoptRequest(Ask.newId(), "dora", "", application, "", dryRun, "", false));
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
