package io.jenkins.plugins.aps.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.jenkins.plugins.aps.core.event.DeployEvent;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Status;
import java.util.List;

/** What is recorded of an application stays, and what others changed of it is taken back where that is asked for. */
interface KeptScenarios extends Scenarios {
    @Scenario
    default void anUpgradeKeepsTheGatewayAndDropsItOnlyWhereAsked() throws Exception {
        var ask = Ask.of(engine().name("gateway"));
        deploy(ask);
        var plain = engine().openWithoutGateway("plain");

        var upgraded = Results.of(plain.deploy(ask.erp("erp:2").request(), DeployListener.SILENT));

        assertThat(upgraded.applicationVersion()).isEqualTo(2);
        assertThat(host(ask.application())).isEqualTo("gateway.example.org");
        assertThat(upgraded.urls().services().get("rb"))
                .isEqualTo("https://gateway.example.org/" + ask.application() + "/rb");

        var dropped = Results.of(
                plain.deploy(ask.erp("erp:2").request().with(new ApplyOptions(true, false)), DeployListener.SILENT));

        assertThat(dropped.applicationVersion()).as("another version").isEqualTo(3);
        assertThat(host(ask.application())).isNull();
        assertThat(dropped.urls().services()).isEmpty();
        Results.of(plain.deploy(ask.erp("erp:3").request(), DeployListener.SILENT));
        assertThat(host(ask.application())).as("none is recorded").isNull();
        recordIsTrue(ask.application());
    }

    @Scenario
    default void anUpgradeKeepsThePlatformVersion() throws Exception {
        var ask = Ask.of(engine().name("runtime"));
        deploy(ask);
        var eight = engine().open("eight", RestScenarios.catalogs());
        Results.of(eight.redeploy(ask.version(0).on("activiti-8"), DeployListener.SILENT));
        var told = new Told();

        var upgraded = Results.of(eight.deploy(ask.erp("erp:2").request(), told));

        assertThat(upgraded.catalog()).isEqualTo("activiti-8");
        assertThat(notices(told))
                .contains("It stays on its platform version activiti-8; that of the cluster is activiti-7, which a"
                        + " request has to name");
        assertThat(deploy(ask.erp("erp:3")).catalog())
                .as("as it is recorded, where it is not configured")
                .isEqualTo("activiti-8");
        recordIsTrue(ask.application());
    }

    @Scenario
    default void aRollbackNeedsNoRepositoryAndTakesBackWhatOthersChanged() throws Exception {
        var ask = Ask.of(engine().name("alone"));
        deploy(ask);
        deploy(ask.release("1").erp("erp:2"));
        edit(ask.application(), "erp:theirs");
        var told = new Told();

        var back = Results.of(engine().openWithoutRepository("alone").rollback(ask.version(1), told));

        assertThat(back.status()).isEqualTo(Status.RUNNING);
        assertThat(back.applicationVersion()).isEqualTo(3);
        assertThat(back.release()).isEqualTo("holiday/2");
        assertThat(image(ask.application())).isEqualTo("erp:1");
        assertThat(host(ask.application())).isEqualTo("gateway.example.org");
        assertThat(notices(told)).anySatisfy(notice -> assertThat(notice)
                .contains("connector-erp", "took back", "image from 'kubectl-edit'"));
        recordIsTrue(ask.application());
    }

    @Scenario
    default void aDeploymentTakesBackWhatOthersChangedOnlyWhereAsked() throws Exception {
        var ask = Ask.of(engine().name("theirs"));
        deploy(ask);
        edit(ask.application(), "erp:theirs");
        var refused = Results.failure(aps().deploy(ask.erp("erp:2").request(), DeployListener.SILENT));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(image(ask.application())).isEqualTo("erp:theirs");
        var options = new ApplyOptions(false, true);

        var dry = Results.of(aps().deploy(ask.erp("erp:2").dry().request().with(options), DeployListener.SILENT));
        assertThat(dry.plan().toString()).contains("back from 'kubectl-edit'");
        assertThat(image(ask.application())).isEqualTo("erp:theirs");

        var told = new Told();
        var forced = Results.of(aps().deploy(ask.erp("erp:2").request().with(options), told));

        assertThat(forced.status()).isEqualTo(Status.RUNNING);
        assertThat(image(ask.application())).isEqualTo("erp:2");
        assertThat(notices(told)).anySatisfy(notice -> assertThat(notice)
                .contains("connector-erp", "took back", "image from 'kubectl-edit'"));
        assertThat(deploy(ask.erp("erp:3")).status()).as("they are ours again").isEqualTo(Status.RUNNING);
        recordIsTrue(ask.application());
    }

    private static List<String> notices(Told told) {
        return told.all(DeployEvent.Notice.class).map(DeployEvent.Notice::text).toList();
    }

    private void edit(String application, String image) {
        engine().client()
                .apps()
                .deployments()
                .inNamespace(application)
                .withName("connector-erp")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.STRATEGIC_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"erp\",\"image\":\"" + image
                                + "\"}]}}}}");
    }

    private String host(String application) {
        return engine().client()
                .network()
                .v1()
                .ingresses()
                .inNamespace(application)
                .withName("gateway")
                .get()
                .getSpec()
                .getRules()
                .get(0)
                .getHost();
    }
}
