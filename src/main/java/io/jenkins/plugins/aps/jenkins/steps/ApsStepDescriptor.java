package io.jenkins.plugins.aps.jenkins.steps;

import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What our steps have in common: they need a build and its log, but no node. */
abstract class ApsStepDescriptor extends StepDescriptor {
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class);
    }

    /** What a build's page shows beside the step: the application and the release or version, nothing longer. */
    @Override
    public String argumentsToString(Map<String, Object> namedArgs) {
        var application = String.valueOf(namedArgs.getOrDefault("application", ""));
        var release = namedArgs.getOrDefault("release", namedArgs.get("toVersion"));
        return release == null ? application : application + " " + release;
    }
}
