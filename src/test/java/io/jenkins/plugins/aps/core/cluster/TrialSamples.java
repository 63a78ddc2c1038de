package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.plan.PlannedObject;
import io.jenkins.plugins.aps.core.plan.PlannedObject.Mode;
import java.util.Map;

/** Objects of an application, as a plan has them. */
final class TrialSamples {
    private TrialSamples() {}

    static PlannedObject planned(HasMetadata body, Mode mode) {
        var meta = body.getMetadata();
        var namespace = meta.getNamespace() == null ? "" : meta.getNamespace();
        return new PlannedObject(
                new ObjectRef(body.getApiVersion(), body.getKind(), namespace, meta.getName()), body, "h", mode);
    }

    static PlannedObject namespace(String application) {
        return planned(
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(application)
                        .withLabels(labels(application))
                        .endMetadata()
                        .build(),
                Mode.APPLY);
    }

    static PlannedObject service(String application, String selected) {
        return planned(
                new ServiceBuilder()
                        .withNewMetadata()
                        .withName("rb")
                        .withNamespace(application)
                        .withLabels(labels(application))
                        .endMetadata()
                        .withNewSpec()
                        .withSelector(Map.of("app.kubernetes.io/name", selected))
                        .addNewPort()
                        .withName("main")
                        .withPort(8080)
                        .endPort()
                        .endSpec()
                        .build(),
                Mode.APPLY);
    }

    static PlannedObject secret(String application, String value) {
        return planned(
                new SecretBuilder()
                        .withNewMetadata()
                        .withName("smtp")
                        .withNamespace(application)
                        .withLabels(labels(application))
                        .endMetadata()
                        .addToStringData("PASSWORD", value)
                        .build(),
                Mode.APPLY);
    }

    /** @param name of its selector and its pods */
    static PlannedObject deployment(String application, String image, String name) {
        return planned(body(application, image, name).build(), Mode.APPLY);
    }

    static PlannedObject onHostNetwork(String application) {
        return planned(
                body(application, "example/rb:1", "rb")
                        .editSpec()
                        .editTemplate()
                        .editSpec()
                        .withHostNetwork(true)
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build(),
                Mode.APPLY);
    }

    static DeploymentBuilder body(String application, String image, String name) {
        var body = new Deployment();
        body.setApiVersion("apps/v1");
        return new DeploymentBuilder(body)
                .withNewMetadata()
                .withName("rb")
                .withNamespace(application)
                .withLabels(labels(application))
                .endMetadata()
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .addToMatchLabels("app.kubernetes.io/name", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels(application))
                .addToLabels("app.kubernetes.io/name", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("rb")
                .withImage(image)
                .addNewEnv()
                .withName("MODE")
                .withValue("calm")
                .endEnv()
                .withNewResources()
                .addToRequests("cpu", Quantity.parse("10m"))
                .endResources()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec();
    }

    static Map<String, String> labels(String application) {
        return Map.of(Labels.MANAGED_BY, Labels.US, Labels.PART_OF, application);
    }
}
