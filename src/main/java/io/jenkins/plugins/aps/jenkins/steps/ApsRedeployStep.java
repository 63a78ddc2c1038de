package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsRedeploy}: deploys once more what was last asked for, without the options. Returns the instance map. */
public final class ApsRedeployStep extends ApsVersionStep {
    private static final long serialVersionUID = 1L;

    private boolean forceConflicts;
    private boolean noGateway;

    @DataBoundConstructor
    public ApsRedeployStep(String application) {
        super(application);
    }

    public boolean isForceConflicts() {
        return forceConflicts;
    }

    @DataBoundSetter
    public void setForceConflicts(boolean forceConflicts) {
        this.forceConflicts = forceConflicts;
    }

    public boolean isNoGateway() {
        return noGateway;
    }

    @DataBoundSetter
    public void setNoGateway(boolean noGateway) {
        this.noGateway = noGateway;
    }

    ApplyOptions applyOptions() {
        return new ApplyOptions(noGateway, forceConflicts);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new RedeployExecution(context, this);
    }

    /** What the step is called, and its form. */
    @Extension
    public static final class DescriptorImpl extends ApsStepDescriptor {
        @Override
        public String getFunctionName() {
            return "apsRedeploy";
        }

        @Override
        public String getDisplayName() {
            return Messages.ApsRedeployStep_displayName();
        }
    }
}
