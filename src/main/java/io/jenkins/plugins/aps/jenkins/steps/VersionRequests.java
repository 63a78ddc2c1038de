package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ConnectorSecret;
import io.jenkins.plugins.aps.core.model.Problem;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.model.VersionRequest;
import io.jenkins.plugins.aps.jenkins.credentials.VariableSecrets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Turns the parameters of a step that goes to a recorded version into a request to the core. */
final class VersionRequests {
    private VersionRequests() {}

    /**
     * The request.
     *
     * @param version 0: the one that the operation takes by itself
     * @param name of the step
     * @throws ApsException with every problem that Jenkins alone can know; the core finds the others
     */
    static VersionRequest of(ApsVersionStep step, int version, String name, StepScene scene) {
        var problems = new ArrayList<Problem>();
        var options = VersionOptions.of(step, problems);
        if (version < 0) {
            problems.add(
                    new Problem("toVersion", version + " is no version: they count from 1; 0 is the last good one"));
        }
        Typed.refuse(name, problems);
        return new VersionRequest(
                scene.operationId(),
                scene.by(),
                scene.build(),
                step.getApplication(),
                step.getCluster(),
                version,
                again(scene),
                scene.remaining(),
                options.componentTimeout(),
                step.isDryRun(),
                options.onFailure(),
                options.ifRunning());
    }

    /** Looks credentials up once more, as ones that this build may use, and tells of each that it may not. */
    static Function<String, Optional<SecretValue>> again(StepScene scene) {
        var secrets = new VariableSecrets(scene.jenkins(), scene.run());
        var told = ConcurrentHashMap.<String>newKeySet();
        return id -> {
            if (id.isEmpty() || id.equals(ConnectorSecret.FILE)) {
                return Optional.empty();
            }
            var found = secrets.value(id);
            if (found.isEmpty() && told.add(id)) {
                scene.console()
                        .tell("There is no credential '" + id
                                + "' that this build may use: the recorded value is taken");
            }
            return found;
        };
    }
}
