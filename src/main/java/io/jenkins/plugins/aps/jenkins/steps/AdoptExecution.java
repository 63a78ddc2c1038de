package io.jenkins.plugins.aps.jenkins.steps;

import io.jenkins.plugins.aps.core.model.AdoptRequest;
import io.jenkins.plugins.aps.core.model.Adoption;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.AuthorizationPolicy;
import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.view.AdoptionMap;
import io.jenkins.plugins.aps.jenkins.console.Plain;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One run of {@code apsAdopt}: one write, which is entered again by its id. */
final class AdoptExecution extends ApsExecution {
    private static final long serialVersionUID = 1L;

    private final ApsAdoptStep step;

    AdoptExecution(StepContext context, ApsAdoptStep step) {
        super(context, step.isFailOnError(), step.getTimeoutMinutes());
        this.step = step;
    }

    @Override
    Set<Right> rights() {
        return AuthorizationPolicy.ADOPTING;
    }

    @Override
    void go(StepScene scene) {
        var request = new AdoptRequest(
                scene.operationId(),
                scene.by(),
                scene.build(),
                step.getApplication(),
                step.getCluster(),
                step.isDryRun(),
                step.getBasedOnDigest(),
                step.isNoOtherInstallation());
        var adoption = scene.visit().aps().adopt(request);
        tell(text(adoption));
        succeed(AdoptionMap.of(adoption));
    }

    private static String text(Adoption adoption) {
        var text = new StringBuilder(adoption.application())
                .append(adoption.adopted() ? " is recorded again" : " would be recorded again")
                .append(" as version ")
                .append(adoption.applicationVersion())
                .append(adoption.release().isEmpty() ? "" : " of " + Plain.line(adoption.release()))
                .append(", with ")
                .append(adoption.objects().size())
                .append(" objects");
        adoption.connectors().forEach(each -> text.append("\n  - connector ")
                .append(Plain.line(each.name()))
                .append(": ")
                .append(Plain.line(each.told())));
        adoption.notes().forEach(note -> text.append("\n  - ").append(Plain.line(note)));
        return text.toString();
    }

    @Override
    Object failureValue(StepScene scene, ApsException failure) {
        return StepValues.failed(scene, step.getCluster(), step.getApplication(), failure);
    }
}
