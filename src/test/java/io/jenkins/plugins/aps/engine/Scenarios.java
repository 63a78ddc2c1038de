package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.event.DeployListener;
import io.jenkins.plugins.aps.core.model.Instance;
import io.jenkins.plugins.aps.core.model.UndeployResult;
import java.util.List;
import java.util.stream.Stream;

/** What groups of scenarios need; each group is an interface whose tests a class for one cluster inherits. */
interface Scenarios {
    Engine engine();

    default Aps aps() {
        return engine().aps();
    }

    default Instance deploy(Ask ask) throws Exception {
        return deploy(ask, DeployListener.SILENT);
    }

    default Instance deploy(Ask ask, DeployListener listener) throws Exception {
        return Results.of(aps().deploy(ask.request(), listener));
    }

    default UndeployResult undeploy(Ask ask, boolean force) throws Exception {
        return Results.of(aps().undeploy(ask.undeploy(force), DeployListener.SILENT));
    }

    /** The objects in an application's namespace that our labels name, of the kinds that we make. */
    default List<HasMetadata> objects(String application) {
        var client = engine().client();
        return Stream.of(
                        client.apps().deployments().inNamespace(application),
                        client.apps().statefulSets().inNamespace(application),
                        client.services().inNamespace(application),
                        client.configMaps().inNamespace(application),
                        client.secrets().inNamespace(application),
                        client.persistentVolumeClaims().inNamespace(application),
                        client.serviceAccounts().inNamespace(application),
                        client.network().v1().ingresses().inNamespace(application))
                .flatMap(kind -> kind.withLabel("app.kubernetes.io/part-of", application).list().getItems().stream())
                .map(HasMetadata.class::cast)
                .toList();
    }

    /** Fails unless the record tells what there is, and nobody is at work on it. */
    default void recordIsTrue(String application) throws Exception {
        Recorded.of(engine(), application).isTrue(engine(), objects(application));
    }

    /** The image of its connector {@code erp}, which tells one deployment from another. */
    default String image(String application) {
        return engine().client()
                .apps()
                .deployments()
                .inNamespace(application)
                .withName("connector-erp")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
    }

    /** Whether anything is left of an application: its namespace, or what the platform namespace keeps of it. */
    default boolean isGone(String application) {
        var client = engine().client();
        return client.namespaces().withName(application).get() == null
                && client.configMaps()
                        .inNamespace(engine().place().platform())
                        .withLabel("app.kubernetes.io/part-of", application)
                        .list()
                        .getItems()
                        .isEmpty();
    }
}
