package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.locks.LockSupport;

/** Admission policies that refuse something. */
final class Policies {
    private Policies() {}

    /** From its return on, the API server refuses objects of this name in a namespace. */
    static void refuse(KubernetesClient client, String policy, String namespace, String object, String why) {
        client.resource(new ValidatingAdmissionPolicyBuilder()
                        .withNewMetadata()
                        .withName(policy)
                        .endMetadata()
                        .withNewSpec()
                        .withFailurePolicy("Fail")
                        .withNewMatchConstraints()
                        .addNewResourceRule()
                        .withApiGroups("", "apps")
                        .withApiVersions("v1")
                        .withOperations("CREATE", "UPDATE")
                        .withResources("configmaps", "services", "deployments")
                        .endResourceRule()
                        .endMatchConstraints()
                        .addNewMatchCondition()
                        .withName("meant")
                        .withExpression("object.metadata.name == '" + object + "' && (object.metadata.namespace == '"
                                + namespace + "' || object.kind == 'ConfigMap')")
                        .endMatchCondition()
                        .addNewValidation()
                        .withExpression("false")
                        .withMessage(why)
                        .endValidation()
                        .endSpec()
                        .build())
                .create();
        client.resource(new ValidatingAdmissionPolicyBindingBuilder()
                        .withNewMetadata()
                        .withName(policy)
                        .endMetadata()
                        .withNewSpec()
                        .withPolicyName(policy)
                        .withValidationActions("Deny")
                        .endSpec()
                        .build())
                .create();
        awaitRefusal(client, object);
    }

    /** Policies take effect a moment after they were made. */
    private static void awaitRefusal(KubernetesClient client, String object) {
        var probe = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(object)
                .withNamespace("default")
                .endMetadata()
                .build();
        var deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            try {
                client.resource(probe).dryRun().create();
            } catch (KubernetesClientException refused) {
                if (refused.getCode() == 422) {
                    return;
                }
                throw refused;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("the policy did not take effect");
    }

    static void remove(KubernetesClient client, String policy) {
        client.admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withName(policy)
                .delete();
        client.admissionRegistration()
                .v1()
                .validatingAdmissionPolicies()
                .withName(policy)
                .delete();
    }
}
