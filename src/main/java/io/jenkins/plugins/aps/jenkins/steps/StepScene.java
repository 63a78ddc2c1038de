package io.jenkins.plugins.aps.jenkins.steps;

import hudson.model.Run;
import io.jenkins.plugins.aps.jenkins.ApsDoor;
import io.jenkins.plugins.aps.jenkins.JenkinsFacade;
import io.jenkins.plugins.aps.jenkins.console.ConsoleListener;
import java.time.Duration;

/**
 * What a step's execution works with once it is known who it acts as; nothing of it is kept with the build.
 *
 * @param by the ids of the users, for the record
 * @param remaining until the step's deadline
 */
record StepScene(
        JenkinsFacade jenkins,
        Run<?, ?> run,
        ConsoleListener console,
        ApsDoor.Visit visit,
        String operationId,
        String by,
        Duration remaining) {
    String build() {
        return jenkins.nameOf(run);
    }
}
