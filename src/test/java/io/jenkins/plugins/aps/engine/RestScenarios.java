package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.jenkins.plugins.aps.client.ApiException;
import io.jenkins.plugins.aps.client.api.ApplicationsApi;
import io.jenkins.plugins.aps.client.api.ApplicationsApi.APIDeployApplicationRequest;
import io.jenkins.plugins.aps.client.api.ApplicationsApi.APIListApplicationsRequest;
import io.jenkins.plugins.aps.client.api.ApplicationsApi.APIRollbackApplicationRequest;
import io.jenkins.plugins.aps.client.api.ApplicationsApi.APIUndeployApplicationRequest;
import io.jenkins.plugins.aps.client.api.ApplicationsApi.APIUpdateRuntimeVersionRequest;
import io.jenkins.plugins.aps.client.api.ApplicationsApi.APIUpgradeApplicationRequest;
import io.jenkins.plugins.aps.client.api.DescriptorsApi.APIDeployDescriptorRequest;
import io.jenkins.plugins.aps.client.api.DescriptorsApi.APIExportDescriptorRequest;
import io.jenkins.plugins.aps.client.api.OperationsApi.APIGetOperationRequest;
import io.jenkins.plugins.aps.client.api.OperationsApi.APIListOperationsRequest;
import io.jenkins.plugins.aps.client.api.ReleasesApi.APIListReleasesRequest;
import io.jenkins.plugins.aps.client.api.ServiceApi.APIListRuntimeVersionsRequest;
import io.jenkins.plugins.aps.client.model.Application;
import io.jenkins.plugins.aps.client.model.Choice;
import io.jenkins.plugins.aps.client.model.DeployRequest;
import io.jenkins.plugins.aps.client.model.DeployRequestInfrastructure;
import io.jenkins.plugins.aps.client.model.DeployRequestSecrets;
import io.jenkins.plugins.aps.client.model.DeployRequestVariables;
import io.jenkins.plugins.aps.client.model.DescriptorAddition;
import io.jenkins.plugins.aps.client.model.Operation;
import io.jenkins.plugins.aps.client.model.Operation.PhaseEnum;
import io.jenkins.plugins.aps.client.model.Operation.VerdictEnum;
import io.jenkins.plugins.aps.client.model.ReleaseEntry;
import io.jenkins.plugins.aps.client.model.Role;
import io.jenkins.plugins.aps.client.model.RollbackRequest;
import io.jenkins.plugins.aps.client.model.SecretRequest;
import io.jenkins.plugins.aps.client.model.SecurityRequest;
import io.jenkins.plugins.aps.client.model.Status;
import io.jenkins.plugins.aps.client.model.StatusParameter;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/** The life of applications as a client of the REST API lives it: everything through HTTP. */
interface RestScenarios extends Scenarios {
    RestDoor door();

    /** The platform version that we ship, as another one with another runtime bundle. */
    static List<CatalogSettings> catalogs() throws IOException {
        var shipped =
                Files.readString(Path.of("src/main/resources/io/jenkins/plugins/aps/core/catalog/activiti-7.yaml"));
        return List.of(new CatalogSettings(
                "activiti-8",
                "",
                shipped.replace("version: activiti-7", "version: activiti-8")
                        .replace("example-runtime-bundle:7.1.298", "example-runtime-bundle:8")));
    }

    /** The image of its runtime bundle. */
    default String runtime(String application) {
        return engine().client()
                .apps()
                .deployments()
                .inNamespace(application)
                .withName("rb")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    @Scenario
    default void anApplicationIsBroughtToAnotherPlatformVersionAndStaysThere() throws Exception {
        var application = engine().name("eight");
        begin(application);
        runs(application, 1);
        var seven = runtime(application);
        assertThat(door().service
                        .listRuntimeVersions(
                                APIListRuntimeVersionsRequest.newBuilder().build())
                        .getList()
                        .getEntries())
                .extracting(each -> each.getEntry().getVersion())
                .containsExactly("activiti-7", "activiti-8");

        succeeds(update(application, "activiti-8"));
        assertThat(runs(application, 2).getAps().getCatalog()).isEqualTo("activiti-8");
        assertThat(runtime(application)).isNotEqualTo(seven).endsWith(":8");

        succeeds(door().applications
                .upgradeApplication(APIUpgradeApplicationRequest.newBuilder()
                        .id(application)
                        .deployRequest(request(application, "erp:2"))
                        .build())
                .getEntry()
                .getId());
        assertThat(runs(application, 3).getAps().getCatalog()).isEqualTo("activiti-8");

        succeeds(update(application, ""));
        assertThat(runs(application, 4).getAps().getCatalog())
                .as("that of the cluster")
                .isEqualTo("activiti-7");
        assertThat(runtime(application)).isEqualTo(seven);
        assertThat(image(application)).isEqualTo("erp:2");
        assertThatThrownBy(() -> update(application, "activiti-9"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("activiti-7, activiti-8");
    }

    private String update(String application, String runtimeVersion) throws ApiException {
        var request = APIUpdateRuntimeVersionRequest.newBuilder().id(application);
        return door().applications
                .updateRuntimeVersion(
                        runtimeVersion.isEmpty()
                                ? request.build()
                                : request.runtimeVersion(runtimeVersion).build())
                .getEntry()
                .getId();
    }

    /** Of the sample project, in the release that has a connector of its own. */
    default DeployRequest request(String application, String erp) {
        return new DeployRequest()
                .name(application)
                .projectName("holiday")
                .releaseVersion("2")
                .infrastructure(new DeployRequestInfrastructure()
                        .connectors(Map.of("email", new Choice().template("email"), "erp", new Choice().image(erp))))
                .variables(new DeployRequestVariables()
                        .connectors(Map.of("email", Map.of("EMAIL_HOST", "smtp.example.org"))))
                .secrets(new DeployRequestSecrets()
                        .connectors(Map.of("email", Map.of("EMAIL_PASSWORD", new SecretRequest().value("s3cret")))));
    }

    /** Deploys it and waits until it runs. */
    default void begin(String application) throws Exception {
        var access = List.of(
                new SecurityRequest().role(Role.ACTIVITI_ADMIN).users(List.of("ada")),
                new SecurityRequest().role(Role.ACTIVITI_USER).groups(List.of("staff")));
        var asked = request(application, "erp:1").security(access);
        var operation = door().applications
                .deployApplication(APIDeployApplicationRequest.newBuilder()
                        .deployRequest(asked)
                        .build())
                .getEntry();
        assertThat(operation.getApplication()).isEqualTo(application);
        succeeds(operation.getId());
    }

    /** Waits for its end, as a script does. */
    default Operation ended(String id) {
        var last = new Operation[1];
        engine().until("operation " + id + " has ended", () -> {
            try {
                last[0] = door().operations
                        .getOperation(APIGetOperationRequest.newBuilder().id(id).build())
                        .getEntry();
            } catch (ApiException e) {
                throw new AssertionError(e.getResponseBody(), e);
            }
            return last[0].getPhase() == PhaseEnum.DONE;
        });
        return last[0];
    }

    default Operation succeeds(String id) {
        var operation = ended(id);
        assertThat(operation.getVerdict()).as("%s", operation).isEqualTo(VerdictEnum.SUCCEEDED);
        return operation;
    }

    /** As the list tells it. */
    default Optional<Application> listed(String application) {
        try {
            return door()
                    .applications
                    .listApplications(APIListApplicationsRequest.newBuilder()
                            .name(application)
                            .status(List.of(StatusParameter.values()))
                            .sort(List.of("createdAt,desc"))
                            .build())
                    .getList()
                    .getEntries()
                    .stream()
                    .map(entry -> entry.getEntry())
                    .filter(each -> each.getName().equals(application))
                    .findFirst();
        } catch (ApiException e) {
            throw new AssertionError(e.getResponseBody(), e);
        }
    }

    /** Waits until the list shows it at a version, running. */
    default Application runs(String application, int version) {
        engine().until(application + " is shown to run in version " + version, () -> listed(application)
                .filter(each -> each.getVersion() == version && each.getStatus() == Status.RUNNING)
                .isPresent());
        return listed(application).orElseThrow();
    }

    /** The newest operation on it that was begun here. */
    default String newest(String application) throws ApiException {
        return door().operations
                .listOperations(APIListOperationsRequest.newBuilder()
                        .application(application)
                        .build())
                .getList()
                .getEntries()
                .get(0)
                .getEntry()
                .getId();
    }

    @Scenario
    default void anApplicationIsDeployedUpgradedRolledBackAndUndeployed() throws Exception {
        var application = engine().name("rest");
        engine().until("the releases are known", () -> {
            try {
                return door()
                                .releases
                                .listReleases(
                                        APIListReleasesRequest.newBuilder().build())
                                .getList()
                                .getEntries()
                                .stream()
                                .map(ReleaseEntry::getEntry)
                                .filter(each -> each.getProject().equals("holiday"))
                                .count()
                        == 3;
            } catch (ApiException e) {
                throw new AssertionError(e.getResponseBody(), e);
            }
        });
        begin(application);
        var running = runs(application, 1);
        assertThat(running.getDescriptor().getReleaseVersion()).isEqualTo("2");
        assertThat(running.getAps().getUrls()).containsKey("rb");
        looksAsItStands(application);

        var upgrade = door().applications
                .upgradeApplication(APIUpgradeApplicationRequest.newBuilder()
                        .id(application)
                        .deployRequest(request(application, "erp:2").name(null))
                        .build())
                .getEntry();
        succeeds(upgrade.getId());
        runs(application, 2);
        assertThat(image(application)).isEqualTo("erp:2");

        var rollback = door().applications
                .rollbackApplication(APIRollbackApplicationRequest.newBuilder()
                        .id(application)
                        .rollbackRequest(new RollbackRequest().toVersion(1))
                        .build())
                .getEntry();
        succeeds(rollback.getId());
        runs(application, 3);
        assertThat(image(application)).isEqualTo("erp:1");

        undeployApplication(application, false);
        var gone = succeeds(newest(application));
        assertThat(gone.getResult()).containsEntry("verdict", "gone");
        engine().until("it is not listed", () -> listed(application).isEmpty());
        assertThat(isGone(application)).isTrue();
        assertThatThrownBy(() -> undeployApplication(application, false))
                .isInstanceOf(ApiException.class)
                .satisfies(error -> assertThat(((ApiException) error).getCode()).isEqualTo(404));
    }

    private void undeployApplication(String application, boolean force) throws ApiException {
        door().applications
                .undeployApplication(APIUndeployApplicationRequest.newBuilder()
                        .id(application)
                        .force(force)
                        .removeForeignFinalizers(force)
                        .timeoutMinutes(force ? 1 : 10)
                        .build());
    }

    /** Everything that can be asked of one. */
    private void looksAsItStands(String application) throws Exception {
        var api = door().applications;
        var one = api.getApplication(ApplicationsApi.APIGetApplicationRequest.newBuilder()
                        .id(application)
                        .build())
                .getEntry();
        assertThat(one.getAps().getHistory()).hasSize(1);
        var services = api.getServices(ApplicationsApi.APIGetServicesRequest.newBuilder()
                        .id(application)
                        .build())
                .getEntry()
                .getServices();
        assertThat(services)
                .extracting(each -> each.getName() + " " + each.getHealth())
                .contains("rb green", "erp green");
        var users = api.listUsers(ApplicationsApi.APIListUsersRequest.newBuilder()
                        .id(application)
                        .roles(List.of(Role.ACTIVITI_ADMIN))
                        .build())
                .getList();
        assertThat(users.getEntries())
                .extracting(each -> each.getEntry().getUsername())
                .containsExactly("ada");
        var groups = api.listGroups(ApplicationsApi.APIListGroupsRequest.newBuilder()
                        .id(application)
                        .build())
                .getList();
        assertThat(groups.getEntries())
                .extracting(each -> each.getEntry().getName())
                .containsExactly("staff");
        assertThat(api.getRuntimeVersion(ApplicationsApi.APIGetRuntimeVersionRequest.newBuilder()
                                .id(application)
                                .build())
                        .getEntry()
                        .getRuntimeVersion())
                .isEqualTo("activiti-7");
        var file = door().descriptors
                .exportDescriptor(
                        APIExportDescriptorRequest.newBuilder().id(application).build());
        try (var zip = new ZipFile(file)) {
            assertThat(zip.stream().map(Object::toString))
                    .startsWith("descriptor.json")
                    .contains("holiday/holiday.json", "holiday/connectors/erp.json");
        }
    }

    @Scenario
    default void whatIsExportedIsImportedAndDeployedAgain() throws Exception {
        var application = engine().name("moved");
        begin(application);
        runs(application, 1);
        var zip = door().descriptors
                .exportDescriptor(
                        APIExportDescriptorRequest.newBuilder().id(application).build())
                .toPath();
        assertThat(door().send("/v1/descriptors/import", "application/zip", zip).statusCode())
                .as("it is there")
                .isEqualTo(409);
        undeployApplication(application, false);
        succeeds(newest(application));
        engine().until("it is not listed", () -> listed(application).isEmpty());

        var imported = door().send("/v1/descriptors/import", "application/zip", zip);
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(201);
        var secrets = new DescriptorAddition()
                .security(null)
                .secrets(new DeployRequestSecrets()
                        .connectors(Map.of("email", Map.of("EMAIL_PASSWORD", new SecretRequest().value("another")))));
        succeeds(door().descriptors
                .deployDescriptor(APIDeployDescriptorRequest.newBuilder()
                        .descriptorId(application)
                        .descriptorAddition(secrets)
                        .build())
                .getEntry()
                .getId());

        var again = runs(application, 1);
        assertThat(again.getDescriptor().getReleaseVersion()).isEqualTo("2");
        assertThat(again.getAps().getAccess().getAdministrators().getUsers()).containsExactly("ada");
        assertThat(image(application)).isEqualTo("erp:1");
    }

    @Scenario
    default void whatIsStuckIsUndeployedByForce() throws Exception {
        var application = engine().name("stuck");
        begin(application);
        runs(application, 1);
        engine().client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("theirs")
                        .withNamespace(application)
                        .withFinalizers("example.org/held")
                        .endMetadata()
                        .build())
                .create();

        undeployApplication(application, false);
        var first = newest(application);
        engine().until("the namespace goes", () -> engine().client()
                .namespaces()
                .withName(application)
                .get()
                .isMarkedForDeletion());
        undeployApplication(application, true);

        var forced = succeeds(newest(application));
        assertThat(forced.getId()).isNotEqualTo(first);
        assertThat(forced.getResult()).containsEntry("verdict", "gone");
        assertThat(forced.getResult().get("finalizersRemoved").toString()).contains("theirs");
        assertThat(ended(first).getVerdict()).isEqualTo(VerdictEnum.SUPERSEDED);
        assertThat(isGone(application)).isTrue();
    }
}
