package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.jenkins.plugins.aps.core.status.Reason.Where;
import java.util.List;
import java.util.stream.Collectors;

/** What is being deleted, and what it waits for. */
final class DeletionRule {
    private DeletionRule() {}

    static Judgement judge(HasMetadata object, Surroundings around) {
        List<String> finalizers = object.getMetadata().getFinalizers();
        String held = finalizers.isEmpty() ? "" : ", held by " + String.join(", ", finalizers);
        String remaining = object instanceof Namespace namespace ? remaining(namespace, around.reasons()) : "";
        return new Judgement(
                Judgement.State.TERMINATING, "it is being deleted" + held + Text.after(": ", remaining), "");
    }

    private static String remaining(Namespace namespace, Reasons reasons) {
        return namespace.getStatus() == null
                ? ""
                : namespace.getStatus().getConditions().stream()
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .flatMap(condition -> reasons
                                .find(Where.NAMESPACE, condition.getType())
                                .map(reason ->
                                        reason.words() + " (" + Text.or(condition.getMessage(), "no details") + ")")
                                .stream())
                        .collect(Collectors.joining("; "));
    }
}
