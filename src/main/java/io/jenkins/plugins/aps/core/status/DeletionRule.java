package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.List;

/** What is being deleted, and what it waits for. */
final class DeletionRule {
    private DeletionRule() {}

    static Judgement judge(HasMetadata object, Surroundings around) {
        List<String> finalizers = object.getMetadata().getFinalizers();
        String held = finalizers.isEmpty() ? "" : ", held by " + String.join(", ", finalizers);
        String remaining = object instanceof Namespace namespace
                ? String.join("; ", NamespaceReasons.of(namespace, around.reasons()))
                : "";
        return new Judgement(
                Judgement.State.TERMINATING, "it is being deleted" + held + Text.after(": ", remaining), "");
    }
}
