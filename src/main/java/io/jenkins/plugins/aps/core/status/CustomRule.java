package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.jenkins.plugins.aps.core.status.Reason.Where;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A custom resource, by the conditions that most controllers write: {@code Stalled} fails, {@code Ready} decides, {@code
 * Reconciling} waits. One without any is current: most kinds have none.
 */
final class CustomRule {
    private CustomRule() {}

    static Judgement judge(GenericKubernetesResource object, Surroundings around) {
        Object status = object.getAdditionalProperties().get("status");
        Object observed = status instanceof Map<?, ?> map ? map.get("observedGeneration") : null;
        if (observed instanceof Number number && Judge.unobserved(object, number.longValue())) {
            return Judgement.inProgress("its latest change is not yet taken up", "");
        }
        Optional<PodsRule.Worst> worst = PodsRule.worst(
                conditions(status).flatMap(condition -> trouble(object, condition, around.reasons()).stream()), around);
        return worst.map(w -> w.lasting() ? Judgement.failed(w.text(), "") : Judgement.inProgress(w.text(), ""))
                .orElseGet(() -> Judgement.current(""));
    }

    private static Optional<Trouble> trouble(GenericKubernetesResource object, Map<?, ?> condition, Reasons reasons) {
        String type = word(condition, "type");
        boolean yes = word(condition, "status").equals("True");
        if (yes == type.equals("Ready")) {
            return Optional.empty();
        }
        return reasons.find(Where.CUSTOM, type)
                .map(reason -> new Trouble(
                        Text.or(
                                object.getMetadata().getUid(),
                                object.getMetadata().getName()),
                        reason.what(),
                        reason.words()
                                + Text.after(": ", Text.or(word(condition, "message"), word(condition, "reason"))),
                        reason.heals(),
                        Text.time(
                                word(condition, "lastTransitionTime").isEmpty()
                                        ? null
                                        : word(condition, "lastTransitionTime")),
                        0,
                        false));
    }

    private static Stream<Map<?, ?>> conditions(Object status) {
        Object list = status instanceof Map<?, ?> map ? map.get("conditions") : null;
        return list instanceof List<?> conditions
                ? conditions.stream().filter(Map.class::isInstance).map(c -> (Map<?, ?>) c)
                : Stream.empty();
    }

    private static String word(Map<?, ?> condition, String key) {
        Object word = condition.get(key);
        return word == null ? "" : word.toString();
    }
}
