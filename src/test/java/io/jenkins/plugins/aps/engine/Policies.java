package io.jenkins.plugins.aps.engine;

import io.fabric8.kubernetes.api.model.ConfigMap;
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
        await(client, object, true);
    }

    /** Policies take effect, and lose it, a moment after they were made and removed. */
    private static void await(KubernetesClient client, String object, boolean refused) {
        var probe = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(object)
                .withNamespace("default")
                .endMetadata()
                .build();
        var deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            if (refuses(client, probe) == refused) {
                return;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("the policy's effect is not: refused " + refused);
    }

    private static boolean refuses(KubernetesClient client, ConfigMap probe) {
        try {
            client.resource(probe).dryRun().create();
            return false;
        } catch (KubernetesClientException answer) {
            if (answer.getCode() == 422) {
                return true;
            }
            throw answer;
        }
    }

    /** From its return on, nothing is refused any more. */
    static void remove(KubernetesClient client, String policy, String object) {
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
        await(client, object, false);
    }
}
