package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.model.Change;
import io.jenkins.plugins.aps.core.model.FieldChange;
import io.jenkins.plugins.aps.core.model.OperationType;
import io.jenkins.plugins.aps.core.model.Status;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import io.jenkins.plugins.aps.core.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What goes well. */
interface DeployScenarios extends Scenarios {
    /** One of each wave that the sample has. */
    List<String> ORDER = List.of("access", "postgres", "rb", "connector-erp", "gateway");

    List<String> BACK = List.of("gateway", "connector-erp", "rb", "postgres", "access");

    @Scenario
    default void aFirstDeploymentRunsWaveByWave() throws Exception {
        var ask = Ask.of(engine().name("first"));
        var told = new Told();
        var instance = deploy(ask, told);
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.applicationVersion()).isEqualTo(1);
        assertThat(instance.release()).isEqualTo("holiday/2");
        assertThat(instance.changes()).isNotEmpty().allMatch(c -> c.action() == Change.Action.CREATED);
        assertThat(instance.operation().verdict()).isEqualTo(Verdict.SUCCEEDED);
        assertThat(told.events().get(0)).isInstanceOf(DeployEvent.OperationStarted.class);
        assertThat(told.last()).containsInstanceOf(DeployEvent.OperationSucceeded.class);
        var waves = told.all(DeployEvent.WaveEnded.class)
                .map(DeployEvent.WaveEnded::index)
                .toList();
        assertThat(waves).isSorted().hasSizeGreaterThan(3).doesNotHaveDuplicates();
        assertThat(told.all(DeployEvent.WaveStarted.class).map(DeployEvent.WaveStarted::index))
                .containsExactlyElementsOf(waves);
        assertThat(told.done(Change.Action.CREATED))
                .as("what others need comes first")
                .containsSubsequence(ORDER);
        var made = objects(ask.application()).stream()
                .collect(Collectors.toMap(
                        object -> object.getKind() + "/" + object.getMetadata().getName(),
                        object -> object.getMetadata().getCreationTimestamp()));
        assertThat(List.of(
                        made.get("PersistentVolumeClaim/postgres-data"),
                        made.get("StatefulSet/postgres"),
                        made.get("Deployment/rb"),
                        made.get("Deployment/connector-erp"),
                        made.get("Ingress/gateway")))
                .as("as the cluster saw it")
                .isSorted();
        assertThat(objects(ask.application())).hasSizeGreaterThan(10).allMatch(object -> "aps-deployer"
                .equals(object.getMetadata().getLabels().get("app.kubernetes.io/managed-by")));
    }

    @Scenario
    default void theSameDeploymentAgainChangesNothing() throws Exception {
        var ask = Ask.of(engine().name("same"));
        var first = deploy(ask);
        var before = versions(ask.application());
        var second = deploy(ask.again());
        assertThat(second.applicationVersion()).isEqualTo(1);
        assertThat(second.status()).isEqualTo(Status.RUNNING);
        assertThat(second.changes())
                .hasSameSizeAs(first.changes())
                .allMatch(c -> c.action() == Change.Action.UNCHANGED);
        assertThat(versions(ask.application())).isEqualTo(before);
    }

    @Scenario
    default void anUpgradeChangesOnlyWhatChangedAndKeepsData() throws Exception {
        var ask = Ask.of(engine().name("upgrade"));
        deploy(ask);
        var volumes = volumes(ask.application());
        var told = new Told();
        var second = deploy(ask.erp("erp:2"), told);
        assertThat(second.applicationVersion()).isEqualTo(2);
        assertThat(second.status()).isEqualTo(Status.RUNNING);
        assertThat(told.done(Change.Action.CONFIGURED)).containsExactly("connector-erp");
        assertThat(told.done(Change.Action.CREATED)).isEmpty();
        assertThat(volumes(ask.application())).isEqualTo(volumes).isNotEmpty();
        assertThat(second.history()).hasSize(2);
    }

    @Scenario
    default void whatIsNoLongerWantedIsRemovedWhenAllElseIsCurrent() throws Exception {
        var ask = Ask.of(engine().name("prune"));
        deploy(ask);
        var told = new Told();
        var second = deploy(ask.release(Ask.WITHOUT_ERP), told);
        assertThat(second.applicationVersion()).isEqualTo(2);
        assertThat(told.done(Change.Action.REMOVED)).contains("connector-erp");
        assertThat(objects(ask.application()))
                .extracting(object -> object.getMetadata().getName())
                .doesNotContain("connector-erp");
        var events = told.events();
        var firstRemoval = events.stream()
                .filter(DeployEvent.ObjectRemoved.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(events.subList(events.indexOf(firstRemoval), events.size()))
                .as("nothing is written or waited for any more")
                .noneMatch(DeployEvent.ObjectApplied.class::isInstance)
                .noneMatch(DeployEvent.ObjectProgressed.class::isInstance);
    }

    @Scenario
    default void aLowerReleaseIsAnUpgradeToo() throws Exception {
        var ask = Ask.of(engine().name("lower"));
        deploy(ask);
        var second = deploy(ask.release("1"));
        assertThat(second.applicationVersion()).isEqualTo(2);
        assertThat(second.release()).isEqualTo("holiday/1");
        assertThat(second.status()).isEqualTo(Status.RUNNING);
    }

    @Scenario
    default void whatStartsSlowlyRunsInTheEnd() throws Exception {
        var told = new Told();
        var instance = deploy(Ask.of(engine().name("slow")).erp("erp:slow"), told);
        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(told.all(DeployEvent.ObjectProgressed.class)
                        .filter(p -> p.object().name().equals("connector-erp"))
                        .map(DeployEvent.ObjectProgressed::ready))
                .contains("0/1", "1/1");
    }

    @Scenario
    default void aDryRunTellsThePlanAndWritesNothing() throws Exception {
        var ask = Ask.of(engine().name("dry"));
        var instance = deploy(ask.dry());
        assertThat(instance.status()).isEqualTo(Status.NOT_DEPLOYED);
        assertThat(instance.plan()).isNotEmpty();
        assertThat(isGone(ask.application())).isTrue();
        deploy(ask);
        var before = versions(ask.application());
        var second = deploy(ask.erp("erp:2").dry());
        assertThat(second.plan().stream()
                        .flatMap(wave -> wave.stream())
                        .filter(change -> change.action() == Change.Action.CONFIGURED)
                        .map(change -> change.object().name()))
                .containsExactly("connector-erp");
        assertThat(second.plan().stream()
                        .flatMap(wave -> wave.stream())
                        .flatMap(change -> change.diff().fields().stream())
                        .map(FieldChange::toString))
                .as("field by field, and nothing else")
                .containsExactly("spec.template.spec.containers[erp].image: erp:1 -> erp:2");
        assertThat(versions(ask.application())).isEqualTo(before);
        assertThat(aps().status("", ask.application()).applicationVersion()).isEqualTo(1);
    }

    @Scenario
    default void anUndeploymentLeavesNothing() throws Exception {
        var ask = Ask.of(engine().name("undeploy"));
        deploy(ask);
        var told = new Told();
        var result = Results.of(aps().undeploy(ask.undeploy(false), told));
        assertThat(told.done(Change.Action.REMOVED))
                .as("what needs others goes first")
                .containsSubsequence(BACK);
        assertThat(told.all(DeployEvent.WaveStarted.class).map(DeployEvent.WaveStarted::name))
                .containsExactly(
                        "ingress",
                        "connectors",
                        "runtime services",
                        "database and broker",
                        "access, variables, files and volumes",
                        "namespace");
        assertThat(result.verdict()).isEqualTo(UndeployResult.Outcome.GONE);
        assertThat(result.removed()).isNotEmpty();
        assertThat(isGone(ask.application())).isTrue();
        assertThat(aps().status("", ask.application()).status()).isEqualTo(Status.NOT_DEPLOYED);
        assertThat(undeploy(ask, false).verdict()).as("an unknown application").isEqualTo(UndeployResult.Outcome.GONE);
    }

    @Scenario
    default void aDryRunOfAnUndeploymentTellsWhatWouldGoAndWritesNothing() throws Exception {
        var ask = Ask.of(engine().name("undeploy-plan"));
        deploy(ask);
        var before = versions(ask.application());
        var kept = kept(ask.application());

        var result = Results.of(aps().undeploy(ask.undeploy(false).asDryRun(), new Told()));

        assertThat(result.verdict()).isEqualTo(UndeployResult.Outcome.PLANNED);
        assertThat(result.removed()).isEmpty();
        assertThat(result.plan().stream().flatMap(wave -> wave.stream()))
                .allMatch(change -> change.action() == Change.Action.REMOVED)
                .extracting(change -> change.object().kind())
                .containsSubsequence("Ingress", "Deployment", "Namespace");
        assertThat(versions(ask.application())).isEqualTo(before);
        assertThat(kept(ask.application()))
                .as("nothing is recorded")
                .isNotEmpty()
                .isEqualTo(kept);
        assertThat(aps().status("", ask.application()).operation().type()).isEqualTo(OperationType.DEPLOY);
        recordIsTrue(ask.application());
    }

    /** What the platform namespace keeps of an application, with resource versions. */
    private Map<String, String> kept(String application) {
        return engine()
                .client()
                .configMaps()
                .inNamespace(engine().place().platform())
                .withLabel("app.kubernetes.io/part-of", application)
                .list()
                .getItems()
                .stream()
                .collect(Collectors.toMap(map -> map.getMetadata().getName(), map -> map.getMetadata()
                        .getResourceVersion()));
    }

    /** The resource version of each object, without those that controllers change all the time. */
    private Map<String, String> versions(String application) {
        return objects(application).stream()
                .collect(Collectors.toMap(
                        object -> object.getKind() + "/" + object.getMetadata().getName(),
                        object -> object.getMetadata().getResourceVersion()));
    }

    private Map<String, String> volumes(String application) {
        return objects(application).stream()
                .filter(PersistentVolumeClaim.class::isInstance)
                .map(HasMetadata::getMetadata)
                .collect(Collectors.toMap(claim -> claim.getName(), claim -> claim.getUid()));
    }
}
