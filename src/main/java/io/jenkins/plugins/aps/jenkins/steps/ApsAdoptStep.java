package io.jenkins.plugins.aps.jenkins.steps;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code apsAdopt}: brings the record of an application back that was lost. Returns what is recorded. */
public final class ApsAdoptStep extends ApsStep {
    private static final long serialVersionUID = 1L;

    static final int DEFAULT_TIMEOUT = 10;

    private final String application;
    private boolean dryRun;
    private String basedOnDigest = "";
    private boolean noOtherInstallation;

    @DataBoundConstructor
    public ApsAdoptStep(String application) {
        super(true, DEFAULT_TIMEOUT);
        this.application = Typed.text(application);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new AdoptExecution(context, this);
    }

    public String getApplication() {
        return application;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public String getBasedOnDigest() {
        return basedOnDigest;
    }

    @DataBoundSetter
    public void setBasedOnDigest(String basedOnDigest) {
        this.basedOnDigest = Typed.text(basedOnDigest);
    }

    public boolean isNoOtherInstallation() {
        return noOtherInstallation;
    }

    @DataBoundSetter
    public void setNoOtherInstallation(boolean noOtherInstallation) {
        this.noOtherInstallation = noOtherInstallation;
    }

    /** What the step is called, and its form. */
    @Extension
    public static final class DescriptorImpl extends ApsStepDescriptor {
        @Override
        public String getFunctionName() {
            return "apsAdopt";
        }

        @Override
        public String getDisplayName() {
            return Messages.ApsAdoptStep_displayName();
        }
    }
}
