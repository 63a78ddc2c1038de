package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsRollback}: brings an application back to a version that it had. Returns its instance map. */
public final class ApsRollbackStep extends ApsVersionStep {
    private static final long serialVersionUID = 1L;

    private int toVersion;

    @DataBoundConstructor
    public ApsRollbackStep(String application) {
        super(application);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new RollbackExecution(context, this);
    }

    public int getToVersion() {
        return toVersion;
    }

    @DataBoundSetter
    public void setToVersion(int toVersion) {
        this.toVersion = toVersion;
    }

    /** What the step is called, and its form. */
    @Extension
    public static final class DescriptorImpl extends ApsStepDescriptor {
        @Override
        public String getFunctionName() {
            return "apsRollback";
        }

        @Override
        public String getDisplayName() {
            return Messages.ApsRollbackStep_displayName();
        }
    }
}
