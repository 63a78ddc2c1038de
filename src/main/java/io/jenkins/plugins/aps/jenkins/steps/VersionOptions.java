package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.model.FailurePolicy;
import io.jenkins.plugins.aps.core.model.IfRunning;
import io.jenkins.plugins.aps.core.model.Problem;
import java.time.Duration;
import java.util.List;

/** What the steps that bring an application to a version say in words and numbers, understood. */
record VersionOptions(Duration componentTimeout, FailurePolicy onFailure, IfRunning ifRunning) {
    /** @param problems gets a sentence for each that means nothing */
    static VersionOptions of(ApsVersionStep step, List<Problem> problems) {
        Typed.positive(step.getTimeoutMinutes(), "timeoutMinutes", problems);
        Typed.positive(step.getComponentTimeoutMinutes(), "componentTimeoutMinutes", problems);
        Typed.choice(FailurePolicy.class, "onAbort", step.getOnAbort(), problems);
        return new VersionOptions(
                Duration.ofMinutes(step.getComponentTimeoutMinutes()),
                Typed.choice(FailurePolicy.class, "onFailure", step.getOnFailure(), problems),
                Typed.choice(IfRunning.class, "ifRunning", step.getIfRunning(), problems));
    }
}
