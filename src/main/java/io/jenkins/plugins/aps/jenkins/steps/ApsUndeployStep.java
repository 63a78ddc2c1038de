package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsUndeploy}: removes an application and everything in its namespace. Returns how that ended. */
public final class ApsUndeployStep extends ApsStep {
    private static final long serialVersionUID = 1L;

    static final int DEFAULT_TIMEOUT = 10;

    private final String application;
    private boolean force;
    private boolean removeForeignFinalizers;
    private boolean dryRun;

    @DataBoundConstructor
    public ApsUndeployStep(String application) {
        super(true, DEFAULT_TIMEOUT);
        this.application = Typed.text(application);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new UndeployExecution(context, this);
    }

    public String getApplication() {
        return application;
    }

    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    public boolean isRemoveForeignFinalizers() {
        return removeForeignFinalizers;
    }

    @DataBoundSetter
    public void setRemoveForeignFinalizers(boolean removeForeignFinalizers) {
        this.removeForeignFinalizers = removeForeignFinalizers;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** What the step is called, and its form. */
    @Extension
    public static final class DescriptorImpl extends ApsStepDescriptor {
        @Override
        public String getFunctionName() {
            return "apsUndeploy";
        }

        @Override
        public String getDisplayName() {
            return Messages.ApsUndeployStep_displayName();
        }
    }
}
