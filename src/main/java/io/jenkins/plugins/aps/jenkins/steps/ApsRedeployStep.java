package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code apsRedeploy}: deploys once more what was last asked for, without the options. Returns the instance map. */
public final class ApsRedeployStep extends ApsVersionStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ApsRedeployStep(String application) {
        super(application);
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
